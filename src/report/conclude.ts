import { compareStrings } from "../audit/first.ts";
import { copyProvenance, type Provenance } from "../audit/provenance.ts";
import type { SectionSet } from "../audit/section-set.ts";
import type { DistinctTally, FilterSummary, GroupTally, RuleTally, Tally } from "../audit/tally.ts";
import { checkTally } from "../audit/tally-check.ts";
import { zeroUpperBound } from "../inference/inference.ts";
import { copyLabels, disarmedReport, foldsReport } from "./fold-conclusion.ts";
import type {
  CategoryReport,
  DistinctReport,
  Report,
  ReportOptions,
  ReportProvenance,
  RuleReport,
} from "./model.ts";
import { concludeParts, type PartSet } from "./part.ts";
import { rateOf } from "./rate.ts";

/** Hashes of texts are below this. */
const HASH_LIMIT = 2 ** 53;

/** Numbers by name, in an object without prototype: the names may be any string. */
function copyCounts(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const copy: Record<string, number> = Object.create(null);
  for (const name of Object.keys(counts).sort(compareStrings)) {
    copy[name] = counts[name] ?? 0;
  }
  return copy;
}

function filterReport(filter: FilterSummary, rules: number): Report["filter"] {
  return {
    digest: filter.digest,
    rules,
    folds: [...filter.folds],
    unicode: filter.unicode,
    lists: filter.lists.map((list) => ({
      name: list.name,
      rules: list.rules,
      issues: copyCounts(list.issues),
      first: list.first.map(({ code, severity, line, message }) => ({
        code,
        severity,
        line,
        message,
      })),
    })),
    unmatchable: [...filter.unmatchable],
  };
}

/**
 * The number of different texts, by the k smallest of their hashes: were the hashes of D texts spread evenly
 * over (0, 1], the k-th smallest would be near k / D, and (k - 1) over it is an unbiased estimate of D with a
 * relative standard error of at most 1 / sqrt(k - 2).
 *
 * @see K. Beyer et al., "On synopses for distinct-value estimation under multiset operations", SIGMOD 2007,
 *   section 4
 */
function distinctReport(distinct: DistinctTally, tally: Tally, level: number): DistinctReport {
  const kept = distinct.hashes.length;
  const keptTriggered = distinct.triggered.reduce<number>((sum, mark) => sum + mark, 0);
  const rate = rateOf(keptTriggered, kept, level);
  if (!distinct.capped) {
    return { total: kept, triggered: keptTriggered, ...rate, exact: true, error: 0 };
  }
  const largest = ((distinct.hashes[kept - 1] ?? 0) + 1) / HASH_LIMIT;
  // What is known for certain bounds the estimates: at least one text more than was kept, and no more
  // different texts than messages.
  const total = Math.min(tally.messages, Math.max(kept + 1, Math.round((kept - 1) / largest)));
  const share = Math.round((keptTriggered / kept) * total);
  const triggered = Math.min(tally.triggered, Math.max(keptTriggered, share));
  return { total, triggered, ...rate, exact: false, error: 1 / Math.sqrt(kept - 2) };
}

/** What makes the report, and what made its tallies if that is anything else. */
function provenanceReport(tally: Tally, own: Provenance | undefined): ReportProvenance | undefined {
  const tallies = tally.provenance?.map(copyProvenance) ?? [];
  const said = own === undefined ? undefined : copyProvenance(own);
  const [first] = tallies;
  if (said === undefined && tallies.length <= 1) return first;
  const isSame = tallies.length === 1 && JSON.stringify(first) === JSON.stringify(said);
  return { ...said, ...(tallies.length === 0 || isSame ? {} : { tallies }) };
}

function ruleReport(rule: RuleTally, total: number, level: number): RuleReport {
  return {
    id: rule.id,
    list: rule.list,
    terms: [...rule.terms],
    ...(rule.condition === undefined ? {} : { condition: rule.condition }),
    ...(rule.category === undefined ? {} : { category: rule.category }),
    messages: rule.messages,
    occurrences: rule.occurrences,
    ...rateOf(rule.messages, total, level),
    exclusive: rule.exclusive,
    ...(rule.disarmed === undefined ? {} : { disarmed: rule.disarmed }),
    ...(rule.labels === undefined ? {} : { labels: copyLabels(rule.labels) }),
  };
}

function categoryReport(group: GroupTally, total: number, level: number): CategoryReport {
  return {
    category: group.name,
    messages: group.messages,
    occurrences: group.count,
    ...rateOf(group.messages, total, level),
  };
}

/** What a report can hold. */
export interface ReportContents<Options> {
  /** The sections that its tally may have. */
  readonly sections: SectionSet<Options>;
  /** What is concluded from these. */
  readonly parts: PartSet;
}

/**
 * Concludes from a tally, which is checked first.
 *
 * @throws RangeError and AuditError as `report` says
 */
export function concludeReport<Options>(
  { sections, parts }: ReportContents<Options>,
  tally: Tally,
  options: ReportOptions,
): Report {
  const { level = 0.95 } = options;
  const checked = checkTally(tally, sections);
  const { messages } = checked;
  const fired = checked.rules.filter((rule) => rule.messages > 0);
  const unfired = checked.rules.filter((rule) => rule.messages === 0);
  const provenance = provenanceReport(checked, options.provenance);
  return {
    format: "filter-audit/report",
    version: 1,
    filter: filterReport(checked.filter, checked.rules.length),
    ...(provenance === undefined ? {} : { provenance }),
    field: checked.field,
    messages: {
      total: messages,
      triggered: checked.triggered,
      ...rateOf(checked.triggered, messages, level),
      level,
      unreadable: checked.unreadable,
      distinct: distinctReport(checked.distinct, checked, level),
    },
    rules: fired
      .map((rule) => ruleReport(rule, messages, level))
      .sort((a, b) => b.messages - a.messages || compareStrings(a.id, b.id)),
    unfired: {
      count: unfired.length,
      ids: unfired.map((rule) => rule.id).sort(compareStrings),
      upper: zeroUpperBound(messages, level),
    },
    ...(checked.labels === undefined ? {} : { folds: foldsReport(checked.labels, checked, level) }),
    ...(checked.disarmed === undefined
      ? {}
      : { disarmed: disarmedReport(checked.disarmed, checked, level) }),
    ...(checked.categories.length === 0
      ? {}
      : {
          categories: checked.categories
            .map((group) => categoryReport(group, messages, level))
            .sort((a, b) => b.messages - a.messages || compareStrings(a.category, b.category)),
        }),
    ...concludeParts(parts, checked, { level, options }),
    ...((checked.issueCounts.interrupted ?? 0) > 0 ? { partial: true } : {}),
    triggered: checked.first.map(({ message, rules }) => ({ message, rules: [...rules] })),
    issues: {
      counts: copyCounts(checked.issueCounts),
      first: checked.issues.map(({ code, file, line, column, reason }) => ({
        code,
        file,
        line,
        ...(column === undefined ? {} : { column }),
        reason,
      })),
    },
  };
}
