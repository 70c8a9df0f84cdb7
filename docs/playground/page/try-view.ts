import type {
  ExplainedDisarmed,
  ExplainedMatch,
  Explanation,
} from "../../../src/report/explanation.ts";
import { layOutMatches } from "../model/explanation-layout.ts";
import { countText } from "../model/numbers.ts";
import { type ExplainAnswer, MOST_MATCHES, type RulePlace } from "../model/protocol.ts";
import type { TextKey } from "../model/texts.ts";
import { byId, el } from "./element.ts";
import { currentLanguage, inEachLanguage, t } from "./language.ts";

/** The box in which a message is tried. */
export interface TryView {
  /** What is typed there. */
  read(): string;
  /** Puts a text there. */
  write(text: string): void;
  /** Shows why the text triggers, or not. */
  show(answer: ExplainAnswer | undefined): void;
}

/** Most matches that are listed below the text. */
const MOST_LISTED = 60;

/** Colours of underlines, by the rule they are of. */
const COLOURS = 6;

/** Makes the view; `goTo` leads to a line of a list. */
export function createTryView(
  changed: () => void,
  goTo: (list: number, line: number) => void,
  listName: (list: number) => string,
): TryView {
  const text = byId("try-text", HTMLTextAreaElement);
  const verdict = byId("verdict", HTMLElement);
  const place = byId("explained", HTMLElement);
  let shown: ExplainAnswer | undefined;

  function render(): void {
    text.placeholder = t("try.placeholder");
    verdict.className = "verdict";
    verdict.textContent = "";
    if (shown === undefined || (text.value === "" && shown.explanation.matches.length === 0)) {
      place.replaceChildren(el("p", { class: "hint" }, t("try.empty")));
      return;
    }
    const { explanation } = shown;
    const isTriggered = explanation.triggers.length > 0;
    verdict.textContent = t(isTriggered ? "try.triggers" : "try.quiet");
    verdict.classList.add(isTriggered ? "fires" : "rests");
    if (explanation.omitted !== undefined) {
      const most = countText(MOST_MATCHES, currentLanguage());
      place.replaceChildren(el("p", { class: "problem" }, t("try.many", { most })));
      return;
    }
    const colours = coloursOf(explanation);
    const fired = new Set(explanation.triggers.map(({ rule }) => rule));
    const items = explanation.matches
      .slice(0, MOST_LISTED)
      .map((match, index) => matchItem(match, index, explanation, fired, colours, shown?.rules));
    const more = explanation.matches.length - items.length;
    place.replaceChildren(
      ...markedText(explanation, fired, colours),
      el(
        "ol",
        { class: "matches" },
        ...items,
        ...(more > 0 ? [el("li", { class: "hint" }, t("try.more", { count: more }))] : []),
        ...explanation.disarmed.map((each) => disarmedItem(each, shown?.rules)),
      ),
    );
  }

  function markedText(
    explanation: Explanation,
    fired: ReadonlySet<string>,
    colours: readonly number[],
  ): HTMLElement[] {
    const { pieces, laneCount, hidden } = layOutMatches(explanation.text, explanation.matches);
    const marked = el("p", {
      class: "marked",
      dir: "auto",
      "aria-label": t("try.marked"),
      role: "group",
    });
    marked.style.setProperty("--lanes", `${laneCount}`);
    for (const { text: piece, lanes } of pieces) {
      if (!lanes.some((match) => match >= 0)) {
        marked.append(piece);
        continue;
      }
      const mark = el("mark", {}, piece);
      mark.dataset.matches = lanes.filter((match) => match >= 0).join(" ");
      const images = lanes.map((match) => {
        if (match < 0) return "none";
        const colour = `var(--lane${colours[match]})`;
        const isFired = explanation.matches[match]?.rules.some((rule) => fired.has(rule));
        return isFired
          ? `linear-gradient(${colour}, ${colour})`
          : `repeating-linear-gradient(90deg, ${colour} 0 3px, transparent 3px 6px)`;
      });
      mark.style.backgroundImage = images.join(", ");
      mark.style.backgroundPosition = lanes
        .map((_, lane) => `0 calc(100% - ${(laneCount - 1 - lane) * 5}px)`)
        .join(", ");
      mark.style.paddingBottom = `${laneCount * 5}px`;
      marked.append(mark);
    }
    marked.addEventListener("mouseover", ({ target }) => {
      const matches = (target as HTMLElement).dataset?.matches?.split(" ") ?? [];
      for (const item of place.querySelectorAll<HTMLElement>("li[data-match]")) {
        item.classList.toggle("lit", matches.includes(item.dataset.match ?? ""));
      }
    });
    return hidden === 0
      ? [marked]
      : [marked, el("p", { class: "hint" }, t("try.hidden", { count: hidden }))];
  }

  function matchItem(
    match: ExplainedMatch,
    index: number,
    { triggers }: Explanation,
    fired: ReadonlySet<string>,
    colours: readonly number[],
    rules: ReadonlyMap<string, RulePlace> | undefined,
  ): HTMLElement {
    const isFired = match.rules.some((rule) => fired.has(rule));
    const facts = factsOf(match);
    const item = el(
      "li",
      { "data-match": `${index}`, class: isFired ? "fires" : "part" },
      el(
        "p",
        { class: "match-head" },
        el("span", { class: `swatch lane${colours[index]}` }),
        el("bdi", { class: "term" }, match.written ?? match.term),
        el("span", { class: "status" }, t(isFired ? "try.fires" : "try.partOf")),
        el("span", { class: "hint" }, t("try.at", { start: match.start, end: match.end })),
      ),
      el("ul", { class: "facts" }, ...facts.map((fact) => el("li", {}, fact))),
    );
    for (const rule of match.rules) {
      const condition = triggers.find((trigger) => trigger.rule === rule)?.condition;
      item.append(ruleLine(rule, rules?.get(rule), condition));
    }
    const light = (isLit: boolean) => () => {
      for (const mark of place.querySelectorAll<HTMLElement>("mark")) {
        const isOf = mark.dataset.matches?.split(" ").includes(`${index}`) === true;
        mark.classList.toggle("lit", isLit && isOf);
      }
    };
    item.addEventListener("mouseenter", light(true));
    item.addEventListener("mouseleave", light(false));
    item.addEventListener("focusin", light(true));
    item.addEventListener("focusout", light(false));
    return item;
  }

  function ruleLine(
    rule: string,
    at: RulePlace | undefined,
    condition: string | undefined,
  ): HTMLElement {
    const line = el(
      "p",
      { class: "rule" },
      `${t("try.rule")} `,
      el("bdi", {}, el("code", {}, rule)),
    );
    if (at !== undefined) {
      const button = el(
        "button",
        { type: "button", class: "link" },
        t("try.line", { list: listName(at.list), line: at.line }),
      );
      button.addEventListener("click", () => goTo(at.list, at.line));
      line.append(" ", button);
    }
    if (condition !== undefined) {
      line.append(el("span", { class: "condition" }, t("try.needs", { condition })));
    }
    return line;
  }

  function disarmedItem(
    { rule, exception, covers }: ExplainedDisarmed,
    rules: ReadonlyMap<string, RulePlace> | undefined,
  ): HTMLElement {
    const reasons = [
      ...(exception === undefined ? [] : [t("try.exception", { condition: exception.condition })]),
      ...(covers ?? []).map(({ phrase }) => t("try.covered", { phrase })),
    ];
    return el(
      "li",
      { class: "disarmed" },
      el(
        "p",
        { class: "match-head" },
        el("span", { class: "swatch none" }),
        el("bdi", { class: "term" }, rules?.get(rule)?.raw ?? rule),
        el("span", { class: "status" }, t("try.disarmed")),
      ),
      el("ul", { class: "facts" }, ...[...new Set(reasons)].map((reason) => el("li", {}, reason))),
      ruleLine(rule, rules?.get(rule), undefined),
    );
  }

  text.addEventListener("input", changed);
  inEachLanguage(render);
  return {
    read: () => text.value,
    write: (value) => {
      text.value = value;
      changed();
    },
    show: (answer) => {
      shown = answer;
      render();
    },
  };
}

/** What `explain` says of a match, each as a few words. */
function factsOf(match: ExplainedMatch): string[] {
  const { folds, script, boundary, wholeWord } = match;
  return [
    match.expression === true
      ? t("try.expression")
      : folds.length === 0
        ? t("try.exact")
        : `${t("try.folds")} ${folds.map((fold) => t(`fold.${fold}` as TextKey)).join(" + ")}`,
    ...(script === undefined ? [] : [t(`script.${script}`)]),
    ...(boundary === undefined ? [] : [t(`boundary.${boundary}`)]),
    ...(wholeWord === undefined ? [] : [t(wholeWord ? "whole.yes" : "whole.no")]),
    ...(match.cutsGrapheme ? [t("cuts.grapheme")] : []),
    ...(match.partial ? [t("cuts.partial")] : []),
  ];
}

/** A colour for each match: the same for matches of the same rules. */
function coloursOf({ matches }: Explanation): readonly number[] {
  const known = new Map<string, number>();
  return matches.map(({ rules }) => {
    const key = JSON.stringify(rules);
    const colour = known.get(key) ?? known.size % COLOURS;
    known.set(key, colour);
    return colour;
  });
}
