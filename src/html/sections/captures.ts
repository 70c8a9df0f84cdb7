import { formatCount, formatLevel } from "../../report/number.ts";
import type {
  JointBounds,
  NamedMessages,
  RuleCapturesReport,
  Share,
} from "../../report/parts/captures.ts";
import { capturesHeadline } from "../../report/parts/captures-text.ts";
import { falsePositivesSentence } from "../../report/parts/false-positives.ts";
import { countColumn, headColumn, rateColumns } from "../columns.ts";
import { type PageContext, type PageSection, ruleLink } from "../context.ts";
import { decimal, figureWords, rateText, rateWords, shareWords } from "../figures.ts";
import { type Content, html, type Markup, trusted } from "../markup.ts";
import { shownAll } from "../shown.ts";
import { type HtmlColumn, tableOf } from "../table.ts";

/** What the filter has to do with what the platform acted on. */
export function capturesSection(context: PageContext): PageSection | undefined {
  const { report, level } = context;
  const { captures } = report;
  if (captures === undefined) return undefined;
  const { scope, confusion, rules } = captures;
  const isBoth = scope === "both";
  const columns: HtmlColumn<RuleCapturesReport>[] = [
    headColumn("rule", ({ id }) => ruleLink(id, context)),
  ];
  if (scope !== "notCaptured") {
    columns.push(
      countColumn("captured", (row) => row.captured.count),
      ...rateColumns("of captured", rules, (row: RuleCapturesReport) => row.captured, level),
    );
  }
  if (scope !== "captured") {
    columns.push(
      countColumn("not captured", (row) => row.notCaptured.count),
      ...rateColumns(
        "of not captured",
        rules,
        (row: RuleCapturesReport) => row.notCaptured,
        level,
        "other",
      ),
    );
  }
  if (isBoth) {
    columns.push(
      {
        header: "S/O",
        kind: "number",
        cell: ({ balancedPrecision }) => figureWords(balancedPrecision),
        value: ({ balancedPrecision }) => balancedPrecision.estimate ?? -1,
      },
      {
        header: "lift",
        kind: "number",
        cell: ({ lift }) => figureWords(lift),
        value: ({ lift }) => lift.estimate ?? -1,
      },
      {
        header: "rank",
        kind: "number",
        cell: ({ rank }) => (rank === null ? "–" : decimal(rank)),
        value: ({ rank }) => rank ?? -1,
      },
    );
  }
  return {
    id: "captures",
    title: "Captured against triggered",
    body: html`<p>${capturesHeadline(captures, level)}</p>
${isBoth ? mosaic(confusion, captures.recall, captures.falsePositives, level) : undefined}
${named("Captured, but not by this filter", captures.unexplained, scope === "notCaptured")}
${named("Triggered, but not captured", captures.missed, scope === "captured")}
${bounded("rules", captures.bounds, (names) => names.map((id, index) => [index === 0 ? "" : ", ", ruleLink(id, context)]))}
${bounded("categories", captures.categoryBounds, shownAll)}
${
  rules.length === 0
    ? undefined
    : html`${isBoth ? html`<p><em>S/O</em>: the share of captures among messages in which the rule fires, were captures as common as other messages. <em>Lift</em>: how many times as often such messages are captured as all are. <em>Rank</em>: among the rules, by many captured and few other messages, as SpamAssassin ranks.</p>` : undefined}
${tableOf({
  id: "captures-table",
  caption: `Rules by what was captured: shares of ${formatCount(captures.recall.total)} captured and ${formatCount(captures.falsePositives.total)} other messages, with ${formatLevel(level)} intervals`,
  columns,
  rows: rules,
  noun: "rules",
})}`
}`,
  };
}

/** Of the messages that trigger, those that ought not to. */
export function falsePositivesSection({ report, level }: PageContext): PageSection | undefined {
  return report.falsePositives === undefined
    ? undefined
    : {
        id: "false-positives",
        title: "False positives",
        body: html`<p>${falsePositivesSentence(report.falsePositives, level)}</p>`,
      };
}

/** The four cells as areas: columns as wide as their class, and filled as high as it triggers. */
function mosaic(
  cells: {
    readonly capturedTriggered: number;
    readonly capturedSilent: number;
    readonly notCapturedTriggered: number;
    readonly notCapturedSilent: number;
  },
  recall: Share,
  falsePositives: Share,
  level: number,
): Markup {
  const height = 160;
  const width = (100 * recall.total) / (recall.total + falsePositives.total);
  const column = (from: number, wide: number, rate: number, kind: string): string => {
    const filled = Math.round(height * rate);
    return (
      `<rect class="ground" x="${from.toFixed(2)}%" y="0" width="${wide.toFixed(2)}%" height="${height}"/>` +
      `<rect class="${kind}" x="${from.toFixed(2)}%" y="${height - filled}" width="${wide.toFixed(2)}%" height="${filled}"/>`
    );
  };
  const picture = trusted(
    `<svg class="mosaic" height="${height}" aria-hidden="true">` +
      column(0, width - 0.4, recall.rate ?? 0, "bar") +
      column(width + 0.4, 99.6 - width, falsePositives.rate ?? 0, "other") +
      "</svg>",
  );
  const row = (
    name: string,
    kind: string,
    triggers: number,
    silent: number,
    share: Share,
  ): Markup =>
    html`<tr><th scope="row"><span class="key ${kind}"></span>${name}</th><td class="number">${formatCount(triggers)}</td><td class="number">${formatCount(silent)}</td><td class="number">${formatCount(share.total)}</td><td class="number">${rateWords(share, level)}</td></tr>`;
  return html`<figure><figcaption>Captured messages (left) and others (right), each as wide as there are of them and filled as high as they trigger</figcaption>
${picture}
<div class="scroll" tabindex="0" role="region" aria-label="Messages by capture and trigger"><table class="small"><caption><span>Messages by what the platform did and what the filter does</span></caption><thead><tr><th scope="col">platform</th><th scope="col" class="number">triggers</th><th scope="col" class="number">does not</th><th scope="col" class="number">in all</th><th scope="col" class="number">triggers, share</th></tr></thead><tbody>
${row("captured", "bar", cells.capturedTriggered, cells.capturedSilent, recall)}
${row("not captured", "other", cells.notCapturedTriggered, cells.notCapturedSilent, falsePositives)}</tbody></table></div></figure>`;
}

function named(what: string, { count, first }: NamedMessages, isLeftOut: boolean): Content {
  if (isLeftOut) return undefined;
  const which = first.length < count ? `, the first ${formatCount(first.length)}` : "";
  return html`<p>${what}: ${formatCount(count)}${first.length === 0 ? undefined : [which, ": ", shownAll(first)]}.</p>`;
}

function bounded(
  what: string,
  joint: JointBounds | undefined,
  list: (names: readonly string[]) => Content,
): Content {
  if (joint === undefined) return undefined;
  const [least, most] = joint.bounds.map((bound) =>
    rateText({ rate: bound, interval: joint.bounds }),
  );
  return html`<p>From their counts alone, the widest ${what} together explain ${least} to ${most} of the captured messages (Fréchet’s bounds): ${list(joint.names)}.</p>`;
}

/** A share in words with its counts, as a row of a list of facts. */
export function shareFact(name: string, share: Share, level: number): Markup {
  return html`<dt>${name}</dt><dd>${shareWords(share, level)}</dd>`;
}
