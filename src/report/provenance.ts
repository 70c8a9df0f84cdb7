import type { Provenance, ProvenanceOption } from "../audit/provenance.ts";
import type { FilterSummary } from "../audit/tally.ts";
import type { Report, ReportProvenance } from "./model.ts";
import { formatLevel } from "./number.ts";

/** One thing that is said of how a report was made. */
export interface ProvenanceFact {
  /** What it is. */
  readonly name: string;
  /** What it is here; text of any origin. */
  readonly value: string;
}

/** What made an output that holds no report: the filter too. */
export interface OutputProvenance extends ReportProvenance {
  /** The filter. */
  readonly filter: Pick<FilterSummary, "digest" | "folds" | "unicode"> & {
    /** Names of its lists. */
    readonly lists: readonly string[];
  };
  /** The field of the messages that was audited. */
  readonly field: string;
}

/** What made an output, for one that holds no report. */
export function outputProvenance(
  { digest, folds, unicode, lists }: FilterSummary,
  field: string,
  provenance: ReportProvenance | undefined,
): OutputProvenance {
  return {
    filter: { digest, folds, unicode, lists: lists.map(({ name }) => name) },
    field,
    ...provenance,
  };
}

/** An option as a person reads it. */
export function optionText(value: ProvenanceOption): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? value.join(", ") : String(value);
}

/** Command and versions as facts; `prefix` tells those of a tally from those of the report. */
function versionFacts(
  { command, version, icu }: Provenance,
  prefix: string,
): readonly ProvenanceFact[] {
  const facts: readonly (readonly [name: string, value: string | undefined])[] = [
    ["command", command],
    ["filter-audit", version],
    ["ICU", icu],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: prefix + name, value }],
  );
}

function optionFacts({ options = {} }: Provenance, prefix: string): readonly ProvenanceFact[] {
  return Object.entries(options).map(([name, value]) => ({
    name: `${prefix}option ${name}`,
    value: optionText(value),
  }));
}

/** Which filter, folds, versions, options and command made a report, as facts in a fixed order. */
export function provenanceFacts(report: Report): readonly ProvenanceFact[] {
  const { filter, field, messages, provenance = {}, partial = false } = report;
  const { tallies = [], ...own } = provenance;
  return [
    ...versionFacts(own, ""),
    { name: "digest of the filter", value: filter.digest },
    ...filter.lists.map(({ name }) => ({ name: "list", value: name })),
    { name: "folds", value: filter.folds.join(", ") || "none" },
    { name: "Unicode", value: filter.unicode },
    { name: "field", value: field },
    { name: "level of the intervals", value: formatLevel(messages.level) },
    ...(partial ? [{ name: "partial", value: "an input was not read to its end" }] : []),
    ...optionFacts(own, ""),
    ...tallies.flatMap((each, index) => {
      const prefix = `tally ${index + 1}, `;
      return [...versionFacts(each, prefix), ...optionFacts(each, prefix)];
    }),
  ];
}
