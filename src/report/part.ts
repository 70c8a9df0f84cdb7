import type { Tally } from "../audit/tally.ts";
import type { CompleteFormatOptions } from "./format-options.ts";
import type { Report, ReportOptions } from "./model.ts";
import type { PartReports } from "./parts.ts";

/** What a part is concluded with. */
export interface PartContext {
  /** Confidence level of every interval, above 0 and below 1. */
  readonly level: number;
  /** What the report is asked for. */
  readonly options: ReportOptions;
}

/** A part of a report: what is concluded from a section of a tally. JSON has it as it is concluded. */
export interface ReportPart<Data> {
  /**
   * Concludes from a tally, which was checked; undefined where there is nothing to tell. What it gives holds
   * nothing of the tally that is not meant to be there: a tally from a file may have more fields.
   *
   * @throws RangeError if an option is out of its range
   */
  conclude(tally: Tally, context: PartContext): Data | undefined;
}

/** How a part is told: short sections of text for a terminal, each as lines no wider than `options.columns`. */
export type PartText<Data> = (
  data: Data,
  report: Report,
  options: CompleteFormatOptions,
) => readonly (readonly string[])[];

/** The parts that a report can have, by name, in the order of their names in JSON. */
export type PartSet = {
  readonly [Name in keyof PartReports]?: ReportPart<NonNullable<PartReports[Name]>>;
};

/** Concludes every part of a set that there is something to tell of. */
export function concludeParts(set: PartSet, tally: Tally, context: PartContext): PartReports {
  const all = Object.entries(set) as [keyof PartReports, ReportPart<unknown>][];
  const found = all.map(([name, part]) => [name, part.conclude(tally, context)] as const);
  return Object.fromEntries(found.filter(([, data]) => data !== undefined));
}
