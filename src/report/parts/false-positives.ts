import type { Tally } from "../../audit/tally.ts";
import { AuditError } from "../../errors.ts";
import { type SampledStratum, stratifiedRate } from "../../inference/inference.ts";
import type { Rate } from "../model.ts";
import { countOf, formatCount, formatLevel, formatShare } from "../number.ts";
import type { PartText, ReportPart } from "../part.ts";
import { wrap } from "../wrap.ts";

/** A message of a drawn sample with what a person says of it. */
export interface LabelledMessage {
  /** Its stratum: id of a rule. */
  readonly stratum: string;
  /** Messages of that stratum. */
  readonly size: number;
  /** Ids of the rules that fire. */
  readonly rules: readonly string[];
  /** Whether the filter ought not to trigger on it; undefined: not labelled. */
  readonly falsePositive: boolean | undefined;
}

/** What is concluded from labelled messages. */
export interface FalsePositivesOptions {
  /** A sample of the same messages, drawn with `createSample` and labelled by a person. */
  readonly labelled?: readonly LabelledMessage[];
}

/** A share of messages that was estimated from a labelled sample. */
export interface EstimatedShare extends Rate {
  /** Messages that it is a share of. */
  readonly messages: number;
  /** Those that were labelled. */
  readonly labelled: number;
  /** Those that were labelled as false positives. */
  readonly found: number;
  /** Share of the messages in strata of which nothing was labelled: the interval lets them be all or nothing. */
  readonly unsampled: number;
}

/** Of the messages that trigger, those that ought not to: the part `falsePositives`. */
export interface FalsePositivesReport extends EstimatedShare {
  /** Strata of which messages were labelled. */
  readonly strata: number;
}

/** What is known of one stratum, or of the messages of it in which a rule fires. */
interface Stratum {
  readonly size: number;
  drawn: number;
  labelled: number;
  found: number;
}

/** The part `falsePositives` of a report, there if a labelled sample is given. */
export const falsePositivesPart: ReportPart<FalsePositivesReport> = {
  conclude: (tally, { level, options: { labelled, seed = 1 } }) => {
    if (labelled === undefined) {
      return undefined;
    }
    checkLabelled(labelled, tally);
    const strata = [...strataOf(labelled).values()];
    return {
      ...estimate(strata, tally.triggered, { level, seed }),
      strata: strata.filter((stratum) => stratum.labelled > 0).length,
    };
  },
};

/** How the part `falsePositives` is told. */
export const falsePositivesText: PartText<FalsePositivesReport> = (
  estimated,
  { messages: { level } },
  options,
) => [wrap(falsePositivesSentence(estimated, level), options.columns)];

/** What a labelled sample says of false positives, in sentences. */
export function falsePositivesSentence(estimated: FalsePositivesReport, level: number): string {
  const { rate, labelled, found, messages, unsampled, strata } = estimated;
  if (rate === null) {
    return "No message of the labelled sample has a label: nothing can be said of false positives.";
  }
  const rest =
    unsampled > 0
      ? ` ${formatShare(unsampled, 2)} of them are in strata of which nothing was labelled; the interval lets ` +
        "these be all or nothing."
      : "";
  return (
    `About ${shareText(estimated, level)} of the ${countOf(messages, "message")} that trigger ought not to, by ` +
    `${formatCount(found)} of ${countOf(labelled, "labelled message")} in ` +
    `${countOf(strata, "stratum", "strata")} (Horvitz and Thompson).${rest}`
  );
}

/** `12.50 % (95 % interval 8.00 % to 19.00 %)` */
export function shareText({ rate, interval }: Rate, level: number): string {
  const [lower, upper] = interval.map((end) => formatShare(end, 2));
  return `${formatShare(rate ?? 0, 2)} (${formatLevel(level)} interval ${lower} to ${upper})`;
}

/**
 * Of the messages in which a rule fires, those that ought not to trigger. They lie in several strata: how many are in
 * each is known of its own stratum, and estimated from the messages drawn of others.
 */
export function ruleFalsePositives(
  labelled: readonly LabelledMessage[],
  rule: { readonly id: string; readonly messages: number },
  { level, seed }: { readonly level: number; readonly seed: number },
): EstimatedShare {
  const all = strataOf(labelled);
  const ofRule = strataOf(labelled.filter(({ rules }) => rules.includes(rule.id)));
  const strata = [...ofRule].map(([name, stratum]): Stratum => {
    const share = stratum.drawn / (all.get(name)?.drawn ?? 1);
    const size = Math.max(stratum.drawn, Math.round(stratum.size * share));
    return { ...stratum, size: Math.min(size, rule.messages) };
  });
  return estimate(strata, rule.messages, { level, seed });
}

/**
 * @throws AuditError `malformed-input` if the sample cannot be of the messages of the tally
 */
export function checkLabelled(labelled: readonly LabelledMessage[], tally: Tally): void {
  const widths = new Map(tally.rules.map(({ id, messages }) => [id, messages]));
  const sizes = new Map<string, number>();
  for (const [index, { stratum, size, rules }] of labelled.entries()) {
    if (!rules.includes(stratum) || rules.some((id) => !widths.has(id))) {
      throw wrong(index, "names rules that the filter does not have");
    }
    const most = widths.get(stratum) ?? 0;
    if (!Number.isSafeInteger(size) || size < 1 || size > most) {
      throw wrong(index, `has the size ${size}, expected a whole number from 1 to ${most}`);
    }
    if ((sizes.get(stratum) ?? size) !== size) {
      throw wrong(index, "has another size than others of its stratum");
    }
    sizes.set(stratum, size);
  }
  for (const [stratum, { drawn, size }] of strataOf(labelled)) {
    if (drawn > size) {
      const place = labelled.findIndex((message) => message.stratum === stratum);
      throw wrong(place, `is of a stratum of ${size}, of which ${drawn} are there`);
    }
  }
  const sum = [...sizes.values()].reduce((total, size) => total + size, 0);
  if (sum > tally.triggered) {
    throw new AuditError(
      "malformed-input",
      `labelled sample is of ${sum} messages that trigger, and ${tally.triggered} do: it was drawn from others`,
    );
  }
}

function wrong(index: number, what: string): AuditError {
  return new AuditError("malformed-input", `labelled message ${index + 1} ${what}`);
}

function strataOf(labelled: readonly LabelledMessage[]): Map<string, Stratum> {
  const strata = new Map<string, Stratum>();
  for (const { stratum: name, size, falsePositive } of labelled) {
    let stratum = strata.get(name);
    if (stratum === undefined) {
      stratum = { size, drawn: 0, labelled: 0, found: 0 };
      strata.set(name, stratum);
    }
    stratum.drawn++;
    stratum.labelled += falsePositive === undefined ? 0 : 1;
    stratum.found += falsePositive === true ? 1 : 0;
  }
  return strata;
}

function estimate(
  strata: readonly Stratum[],
  messages: number,
  { level, seed }: { readonly level: number; readonly seed: number },
): EstimatedShare {
  const sampled = strata.map(
    ({ size, labelled, found }): SampledStratum => ({ size, sampled: labelled, found }),
  );
  const covered = sampled.reduce((sum, { size }) => sum + size, 0);
  // Of strata that the sample does not name, nothing was drawn.
  const rest = { size: Math.max(0, messages - covered), sampled: 0, found: 0 };
  const { rate, interval, unsampled } = stratifiedRate([...sampled, rest], level, { seed });
  return {
    messages,
    labelled: strata.reduce((sum, stratum) => sum + stratum.labelled, 0),
    found: strata.reduce((sum, stratum) => sum + stratum.found, 0),
    rate: Number.isNaN(rate) ? null : rate,
    interval,
    unsampled,
  };
}
