import type { LintFinding } from "../../../src/lint/finding.ts";
import { LIST_ENCODINGS } from "../../../src/lists/encoding.ts";
import { LIST_FORMATS, type ListFormat } from "../../../src/lists/lists.ts";
import { type OptionRow, optionRowsOf } from "../model/list-options.ts";
import { sizeText } from "../model/numbers.ts";
import type { ListSettings } from "../model/settings.ts";
import type { TextKey } from "../model/texts.ts";
import { el, sayProblem } from "./element.ts";
import { currentLanguage, t, translate } from "./language.ts";
import { textOf } from "./list-bytes.ts";

/** One list on the page. */
export interface ListCard {
  /** All of it. */
  readonly element: HTMLElement;
  /** What it says. */
  read(): ListSettings;
  /** Says what was read, or what is wrong. */
  sayRules(rules: number): void;
  /** Shows what lint says; `count` is how much there is in all. */
  showFindings(findings: readonly LintFinding[], count: number): void;
  /** Says what is wrong with the list as a whole. */
  sayFailure(reason: string | undefined): void;
  /** Goes to a line. */
  goTo(line: number): void;
  /** Writes its texts in the language of the page. */
  say(number: number): void;
}

/** What a card tells. */
export interface CardHandlers {
  /** Something of the list has changed. */
  changed(): void;
  /** It is to be taken away. */
  removed(): void;
}

/** Lines that are numbered one by one, so that each can be marked. */
const MOST_NUMBERED = 3_000;

/** Makes the card of a list; `id` begins the ids of its controls. */
export function createListCard(id: string, given: ListSettings, handlers: CardHandlers): ListCard {
  let settings = given;
  let findings: readonly LintFinding[] = [];
  let findingCount = 0;
  let rules: number | undefined;
  const shown = textOf(settings.bytes);

  const heading = el("h3", { class: "hidden" });
  const name = el("input", {
    id: `${id}-name`,
    maxlength: "200",
    spellcheck: "false",
    class: "name",
  });
  name.value = settings.name;
  const format = select(`${id}-format`, LIST_FORMATS);
  format.value = settings.format;
  const role = el(
    "select",
    { id: `${id}-role` },
    el("option", { value: "filter", "data-t": "list.filter" }),
    el("option", { value: "allow", "data-t": "list.allow" }),
  );
  role.value = settings.isAllowed ? "allow" : "filter";
  const remove = el("button", { type: "button", class: "quiet", "data-t": "list.remove" });
  const gutter = el("div", { class: "gutter", "aria-hidden": "true" });
  const text = el("textarea", {
    id: `${id}-text`,
    spellcheck: "false",
    autocapitalize: "off",
    wrap: "off",
    rows: "9",
  });
  text.value = shown ?? "";
  const large = el("p", { class: "large" });
  const state = el("p", { class: "card-state" });
  const list = el("ol", { class: "findings" });
  const problem = el("p", { class: "problem", role: "alert", hidden: true, id: `${id}-problem` });
  const options = el("div", { class: "options" });
  const encoding = select(`${id}-encoding`, LIST_ENCODINGS, "list.encoding.auto");
  encoding.value = settings.encoding;
  const trim = el("input", { type: "checkbox", id: `${id}-trim` });
  trim.checked = settings.trim;

  const element = el(
    "article",
    { class: "card", id },
    heading,
    el(
      "div",
      { class: "card-head" },
      labelled("list.name", name),
      labelled("list.format", format),
      labelled("list.role", role),
      remove,
    ),
    el(
      "div",
      { class: "editor" },
      el("div", { class: "entries" }, ...(shown === undefined ? [large] : [gutter, text])),
      el("div", { class: "beside" }, state, list),
    ),
    problem,
    el(
      "details",
      { open: settings.format === "csv" },
      el("summary", { "data-t": "list.how" }),
      el(
        "div",
        { class: "fields" },
        labelled("list.encoding", encoding),
        el("label", { class: "check" }, trim, el("span", { "data-t": "list.trim" })),
      ),
      options,
    ),
  );

  function change(part: Partial<ListSettings>): void {
    settings = { ...settings, ...part };
    handlers.changed();
  }

  function showLines(): void {
    if (shown === undefined) return;
    const count = text.value.split("\n").length;
    if (count > MOST_NUMBERED) {
      gutter.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n");
      return;
    }
    const graves = new Map<number, string>();
    for (const { line, severity } of findings) {
      if (graves.get(line) !== "error") graves.set(line, severity);
    }
    gutter.replaceChildren(
      ...Array.from({ length: count }, (_, index) =>
        el("span", { class: graves.get(index + 1) }, `${index + 1}`),
      ),
    );
    gutter.scrollTop = text.scrollTop;
  }

  function showOptions(): void {
    const rows = optionRowsOf(settings.format, settings.options.syntax);
    options.replaceChildren(...rows.map((row) => optionField(row)));
    translate(options);
  }

  function optionField(row: OptionRow): HTMLElement {
    const key: TextKey = `option.${row.name}` as TextKey;
    const set = (value: string): void => {
      change({ options: { ...settings.options, [row.name]: value } });
      if (row.name === "syntax") showOptions();
    };
    const value = settings.options[row.name] ?? "";
    const control = `${id}-${row.name}`;
    if (row.kind === "switch") {
      const input = el("input", { type: "checkbox", id: control });
      input.checked = value === "yes";
      input.addEventListener("input", () => set(input.checked ? "yes" : ""));
      return el("label", { class: "check" }, input, el("span", { "data-t": key }));
    }
    if (typeof row.kind === "object") {
      const input = select(control, row.kind.names, "option.none");
      input.value = value;
      input.addEventListener("input", () => set(input.value));
      return labelled(key, input);
    }
    if (row.kind === "file") {
      const input = el("textarea", { id: control, rows: "2", spellcheck: "false" });
      input.value = value;
      input.addEventListener("input", () => set(input.value));
      return labelled(key, input);
    }
    const isNumber = row.kind === "number";
    const input = el("input", {
      id: control,
      spellcheck: "false",
      autocapitalize: "off",
      ...(isNumber ? { inputmode: "numeric" } : {}),
    });
    input.value = value;
    input.addEventListener("input", () => set(input.value));
    return labelled(key, input);
  }

  function showFindings(): void {
    showLines();
    list.replaceChildren(
      ...findings.map((finding) => {
        const { line, severity, message } = finding;
        const button = el(
          "button",
          { type: "button", class: `finding ${severity}` },
          el("span", { class: "where" }, t("findings.line", { line })),
          el("span", { class: "severity" }, t(`severity.${severity}`)),
          el("bdi", { lang: "en" }, message),
        );
        button.addEventListener("click", () => goTo(line));
        return el("li", {}, button);
      }),
    );
    if (findingCount > findings.length) {
      const count = findingCount - findings.length;
      list.append(el("li", { class: "hint" }, t("findings.more", { count })));
    }
    list.setAttribute("aria-label", t("findings.of", { name: settings.name }));
  }

  function sayState(): void {
    state.textContent =
      rules === undefined
        ? ""
        : `${t("list.rules", { count: rules })} · ${
            findingCount === 0 ? t("findings.none") : t("findings.count", { count: findingCount })
          }`;
  }

  function goTo(line: number): void {
    if (shown === undefined) return;
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    const height = text.scrollHeight / Math.max(lines.length, 1);
    text.scrollTop = Math.max(0, (line - 1) * height - text.clientHeight / 2);
    text.scrollLeft = 0;
  }

  name.addEventListener("input", () => {
    change({ name: name.value });
    sayNames();
  });
  format.addEventListener("input", () => {
    change({ format: format.value as ListFormat });
    showOptions();
    if (options.childElementCount > 0) element.querySelector("details")?.setAttribute("open", "");
  });
  role.addEventListener("input", () => change({ isAllowed: role.value === "allow" }));
  encoding.addEventListener("input", () =>
    change({ encoding: encoding.value as ListSettings["encoding"] }),
  );
  trim.addEventListener("input", () => change({ trim: trim.checked }));
  remove.addEventListener("click", () => handlers.removed());
  text.addEventListener("input", () => {
    showLines();
    change({ bytes: new TextEncoder().encode(text.value) });
  });
  text.addEventListener("scroll", () => {
    gutter.scrollTop = text.scrollTop;
  });

  function sayNames(): void {
    remove.setAttribute("aria-label", t("list.removeNamed", { name: settings.name }));
    text.setAttribute("aria-label", t("list.entries", { name: settings.name }));
  }

  showOptions();
  return {
    element,
    goTo,
    read: () => settings,
    sayRules: (count) => {
      rules = count;
      sayState();
    },
    showFindings: (found, count) => {
      findings = found;
      findingCount = count;
      sayState();
      showFindings();
    },
    sayFailure: (reason) => {
      sayProblem(problem, reason);
      problem.lang = reason === undefined ? "" : "en";
      for (const control of [text, name]) {
        if (reason === undefined) control.removeAttribute("aria-describedby");
        else control.setAttribute("aria-describedby", problem.id);
      }
      if (reason !== undefined) state.textContent = "";
    },
    say: (number) => {
      translate(element);
      heading.textContent = t("list.heading", { number });
      large.textContent = t("list.file", {
        size: sizeText(settings.bytes.length, currentLanguage()),
      });
      sayNames();
      sayState();
      showFindings();
    },
  };
}

function labelled(key: TextKey, control: HTMLElement): HTMLElement {
  return el("p", { class: "field" }, el("label", { for: control.id, "data-t": key }), control);
}

/** A control to choose a name; `none` is what no name means, if that can be chosen. */
function select(id: string, names: readonly string[], none?: TextKey): HTMLSelectElement {
  return el(
    "select",
    { id },
    ...(none === undefined ? [] : [el("option", { value: "", "data-t": none })]),
    ...names.map((name) => el("option", { value: name }, name)),
  );
}
