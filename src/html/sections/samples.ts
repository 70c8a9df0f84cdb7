import type { SampledMessage } from "../../audit/sampler.ts";
import type { TriggeredName } from "../../audit/tally.ts";
import { countOf, formatCount } from "../../report/number.ts";
import type { RuleSampleReport } from "../../report/parts/samples.ts";
import { blocksOf } from "../blocks.ts";
import { headColumn, textColumn } from "../columns.ts";
import { type PageContext, type PageSection, ruleLink } from "../context.ts";
import { highlighted } from "../highlight.ts";
import { html, type Markup } from "../markup.ts";
import { shown } from "../shown.ts";
import { tableOf } from "../table.ts";

/** Messages that trigger, drawn by lot. */
export function samplesSection(context: PageContext): PageSection | undefined {
  const { samples } = context.report;
  if (samples === undefined) return undefined;
  const { seed, messages, rules, suppressed, minUsers } = samples;
  // A message may be in the samples of many rules: it stands in the page once.
  const places = new Map<string, number>();
  const all: SampledMessage[] = [];
  for (const message of [...messages, ...rules.flatMap((rule) => rule.messages)]) {
    const key = keyOf(message);
    if (!places.has(key)) {
      places.set(key, all.length);
      all.push(message);
    }
  }
  const link = (message: SampledMessage): Markup =>
    html`<a href="#sample-${places.get(keyOf(message))}">${shown(message.message)}</a>`;
  const links = (drawn: readonly SampledMessage[]): Markup =>
    html`${drawn.map((message, index) => [index === 0 ? "" : ", ", link(message)])}`;
  return {
    id: "samples",
    title: "Samples",
    body: html`<p>${
      messages.length === 0
        ? "No sample of the messages that trigger is shown."
        : html`${countOf(messages.length, "message")} of those that trigger, drawn by lot (seed ${formatCount(seed)}): ${links(messages)}.`
    }${suppressed === 0 ? "" : ` No sample of ${countOf(suppressed, "rule")}: fewer than ${countOf(minUsers, "user")}, or not known to be more.`}</p>
${
  rules.length === 0
    ? undefined
    : tableOf<RuleSampleReport>({
        id: "samples-table",
        caption: "Samples by rule",
        columns: [
          headColumn("rule", ({ id }: RuleSampleReport) => ruleLink(id, context)),
          textColumn("messages drawn by lot", ({ messages: drawn }: RuleSampleReport) =>
            links(drawn),
          ),
        ],
        rows: rules,
        noun: "rules",
      })
}
${blocksOf(
  "samples",
  all.map((message, index) => sampleMarkup(message, index, context)),
)}`,
  };
}

/** The first messages that trigger, by name. */
export function triggeredSection(context: PageContext): PageSection | undefined {
  const { triggered, messages } = context.report;
  if (triggered.length === 0) return undefined;
  const isAll = triggered.length === messages.triggered;
  return {
    id: "triggered",
    title: isAll ? "The messages that trigger" : "The first messages that trigger",
    body: tableOf<TriggeredName>({
      id: "triggered-table",
      caption: isAll
        ? "The messages that trigger, by name"
        : `The first ${formatCount(triggered.length)} of ${countOf(messages.triggered, "message")} that trigger, by name`,
      columns: [
        headColumn("message", ({ message }: TriggeredName) => shown(message)),
        textColumn("rules", ({ rules }: TriggeredName) =>
          rules.map((id, index) => [index === 0 ? "" : ", ", ruleLink(id, context)]),
        ),
      ],
      rows: triggered,
      noun: "messages",
    }),
  };
}

function keyOf({ message, user, text }: SampledMessage): string {
  return JSON.stringify([message, user, text]);
}

function sampleMarkup(sample: SampledMessage, index: number, context: PageContext): Markup {
  const { message, user, text } = sample;
  return html`<article class="sample" id="sample-${index}"><h3>${shown(message)}${user === undefined ? undefined : html`<span class="user">${shown(user)}</span>`}</h3>
${text === undefined ? undefined : highlighted(text, context)}</article>`;
}
