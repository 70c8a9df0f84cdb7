import type { BlockSearch, Filter, FiredRules, RuleCount } from "../filter/filter.ts";
import type { Rule } from "../lists/rule.ts";
import type { Pseudonyms } from "../privacy/privacy.ts";
import { createDayCounter } from "./day-counter.ts";
import { createDisarmCounter } from "./disarm-counter.ts";
import { createDistinctCounter, DISTINCT_CAPACITY } from "./distinct.ts";
import { fieldOf } from "./field.ts";
import { summarize } from "./filter-summary.ts";
import { compareStrings, createFirst } from "./first.ts";
import { hashText, hashUnits } from "./hash.ts";
import type { InForce } from "./in-force.ts";
import { compareIssues, FIRST_ISSUES, isUnreadable } from "./issue.ts";
import { createLabelCounter } from "./label-counter.ts";
import { readMaxMatches } from "./max-matches.ts";
import type { Message, MessageIssue, MessageIssueCode } from "./message.ts";
import type { MessageBlock } from "./message-block.ts";
import { copyProvenance, type Provenance } from "./provenance.ts";
import { createRuleCounter } from "./rule-counter.ts";
import type { Entry } from "./section.ts";
import { createSections, type SectionSet } from "./section-set.ts";
import type { CooccurrenceOptions } from "./sections/cooccurrence.ts";
import type { TimeOptions } from "./sections/time.ts";
import type { RuleTally, Tally } from "./tally.ts";
import { createFirstTriggered } from "./triggered-name.ts";
import { createZone } from "./zone.ts";

/** How messages are counted: what `createTally` of `filter-audit` can be asked for. */
export interface PlainTallyOptions extends CooccurrenceOptions, TimeOptions {
  /** Name of the shard that is counted; tallies that share a shard refuse to merge. */
  readonly shard?: string;
  /** What makes the tally, to be kept with it. Default: nothing is said. */
  readonly provenance?: Provenance;
  /** The field of the messages that is audited. Default: `text`. */
  readonly field?: string;
  /** Up to how many different texts are counted exactly, at least 16. Default: 131,072. */
  readonly distinctCapacity?: number;
  /**
   * Whether the matches of messages that trigger are counted by their labels, and what each fold adds. It
   * costs time for messages that trigger. Default: true if the filter has folds, and without `inForce`.
   */
  readonly labels?: boolean;
  /**
   * Most matches of one message that are kept: those of messages with more are counted, but neither labelled nor told
   * one by one. A whole number from 1. Default: 100,000.
   */
  readonly maxMatches?: number;
}

/** What is counted beside rules, and what only some tallies need. */
export interface CountingParts<Options> {
  /** What is counted beside rules. */
  readonly sections: SectionSet<Options>;
  /** The filter with only those lists that are in force; undefined if that was not asked for. */
  inForce?(filter: Filter, options: Options): InForce | undefined;
  /** What tells texts and users apart; undefined without a key. */
  pseudonyms?(options: Options): Pseudonyms | undefined;
}

/** Counts messages, one after another. */
export interface TallyCounter {
  /**
   * Counts a message and says whether it triggers.
   *
   * @throws TypeError if it is neither an object nor a string, or its audited field is no string
   */
  add(message: Message | string): boolean;
  /**
   * Counts all messages of a block as {@link TallyCounter.add} would, and hands on those that trigger, in their
   * order. Absent where each message has to be seen: if the filter has no `blocks`, lists are judged by their dates,
   * or a section reads texts that do not trigger.
   */
  readonly addBlock?: (block: MessageBlock, onTriggered?: (message: Message) => void) => void;
  /** Takes note of what was wrong with an input. */
  addIssue(issue: MessageIssue): void;
  /** Most matches of one message that are kept: see {@link PlainTallyOptions.maxMatches}. */
  readonly maxMatches: number;
  /** What was counted so far. Counting may go on. */
  finish(): Tally;
}

/**
 * Starts a tally with what can be counted in it.
 *
 * @throws TypeError and RangeError as `createTally` says
 */
export function startTally<Options extends PlainTallyOptions>(
  parts: CountingParts<Options>,
  filter: Filter,
  options: Options,
): TallyCounter {
  const { shard, field = "text", distinctCapacity = DISTINCT_CAPACITY } = options;
  const inForce = parts.inForce?.(filter, options);
  const hasDates = inForce !== undefined;
  const { labels: hasLabels = filter.folds.length > 0 && !hasDates } = options;
  checkType("field", field, "string");
  checkType("shard", shard ?? "", "string");
  checkType("labels", hasLabels, "boolean");
  const maxMatches = readMaxMatches(options.maxMatches);
  if (hasDates && hasLabels) {
    throw new RangeError("labels is true beside inForce, expected one of them");
  }
  const { localTime } = createZone(options.zone);
  const judge = inForce?.filter ?? filter;
  const ruleCounter = createRuleCounter(filter.rules);
  const labels = hasLabels ? createLabelCounter(filter, maxMatches) : undefined;
  const disarms = createDisarmCounter(judge);
  const sections = createSections(parts.sections, filter, options);
  const pseudonyms = parts.pseudonyms?.(options);
  const hash = pseudonyms ?? { hashText, hashUnits };
  const distinct = createDistinctCounter(distinctCapacity);
  const days = createDayCounter();
  const first = createFirstTriggered();
  const issues = createFirst(FIRST_ISSUES, compareIssues);
  const issueCounts = new Map<MessageIssueCode, number>();
  let total = 0;
  let triggered = 0;
  let unreadable = 0;
  // Of the texts of a block.
  let hashes = new Float64Array(0);
  let marks = new Uint8Array(0);

  function addRules(message: Message | undefined, text: string): readonly RuleCount[] {
    const time: unknown = message?.time;
    inForce?.turnTo(typeof time === "string" ? localTime(time) : undefined);
    const fired = judge.counts(text);
    disarms?.add(text);
    addFired(message, text, fired);
    return fired;
  }

  function addFired(message: Message | undefined, text: string, fired: readonly RuleCount[]): void {
    if (fired.length === 0) {
      return;
    }
    ruleCounter.add(fired);
    labels?.add(text, fired);
    if (message !== undefined) {
      first.add(message, () => fired.map(({ rule }) => (filter.rules[rule] as Rule).id));
    }
  }

  function addMessage(input: Message | string): boolean {
    const message = typeof input === "string" ? undefined : input;
    const text = typeof input === "string" ? input : fieldOf(input, field);
    const fired = addRules(message, text);
    addRest(message, text, fired);
    distinct.add(hash.hashText(text), fired.length > 0);
    return fired.length > 0;
  }

  /** Counts what is left beside the rules and the text itself. */
  function addRest(message: Message | undefined, text: string, fired: readonly RuleCount[]): void {
    const isTriggered = fired.length > 0;
    total++;
    triggered += isTriggered ? 1 : 0;
    days.add(message?.time, isTriggered);
    sections?.add({ message, text, fired });
  }

  /** Counts the texts of the first messages of a block; their marks say which trigger. */
  function addTexts({ units, bounds }: MessageBlock, count: number): void {
    if (hashes.length < count) {
      hashes = new Float64Array(count);
    }
    // Two loops: the places of one hash after another in a large table are looked up at the same time.
    for (let index = 0; index < count; index++) {
      const end = bounds[2 * index + 1] as number;
      hashes[index] = hash.hashUnits(units, bounds[2 * index] as number, end);
    }
    for (let index = 0; index < count; index++) {
      distinct.add(hashes[index] as number, marks[index] === 1);
    }
  }

  function addBlock(
    blocks: BlockSearch,
    block: MessageBlock,
    onTriggered?: (message: Message) => void,
  ): void {
    const { count } = block;
    marks = marks.length < count ? new Uint8Array(count) : marks.fill(0, 0, count);
    let next = 0;
    /** Counts the messages before one, none of which triggers. */
    const passTo = (index: number): void => {
      total += index - next;
      for (; next < index; next++) {
        const head = block.head?.(next);
        days.add(head?.time, false);
        sections?.add(head === undefined ? QUIET : { message: head, text: "", fired: NONE });
      }
    };
    try {
      blocks.scan(block, (index, found) => {
        if (found?.count === 0) {
          return;
        }
        passTo(index);
        const message = block.message(index);
        const text = fieldOf(message, field);
        const fired = found === undefined ? addRules(message, text) : countsOf(found);
        if (found !== undefined) {
          addFired(message, text, fired);
        }
        addRest(message, text, fired);
        marks[index] = fired.length > 0 ? 1 : 0;
        next = index + 1;
        if (fired.length > 0) {
          onTriggered?.(message);
        }
      });
      passTo(count);
    } finally {
      // Also of those before one that cannot be told.
      addTexts(block, next);
    }
  }

  // The one place that says when messages are counted in blocks.
  const blocks =
    inForce === undefined && sections?.readsLittle !== false ? filter.blocks : undefined;

  /** What was counted of a rule beside how often it fires. */
  function extrasOf({ messages }: RuleTally, rule: number): Partial<RuleTally> {
    return {
      ...(labels === undefined || messages === 0 ? {} : { labels: labels.finishRule(rule) }),
      ...(disarms === undefined ? {} : { disarmed: disarms.finishRule(rule) }),
    };
  }

  return {
    maxMatches,
    add: addMessage,
    ...(blocks === undefined
      ? {}
      : { addBlock: (block, onTriggered) => addBlock(blocks, block, onTriggered) }),
    addIssue: (issue) => {
      unreadable += isUnreadable(issue) ? 1 : 0;
      issueCounts.set(issue.code, (issueCounts.get(issue.code) ?? 0) + 1);
      issues.add(issue);
    },
    finish: () => {
      const { rules, categories } = ruleCounter.finish();
      const found = sections?.finish();
      return {
        format: "filter-audit/tally",
        version: 1,
        filter: summarize(filter),
        field,
        ...(pseudonyms === undefined ? {} : { key: pseudonyms.fingerprint }),
        ...(options.provenance === undefined
          ? {}
          : { provenance: [copyProvenance(options.provenance)] }),
        shards: shard === undefined ? [] : [shard],
        messages: total,
        triggered,
        rules: rules.map((rule, index) => ({ ...rule, ...extrasOf(rule, index) })),
        ...(labels === undefined ? {} : { labels: labels.finish() }),
        ...(disarms === undefined ? {} : { disarmed: disarms.finish() }),
        distinct: distinct.finish(),
        ...days.finish(),
        categories,
        first: first.items(),
        unreadable,
        issueCounts: Object.fromEntries([...issueCounts].sort(([a], [b]) => compareStrings(a, b))),
        issues: issues.items(),
        ...(found === undefined ? {} : { sections: found }),
      };
    },
  };
}

const NONE: readonly RuleCount[] = Object.freeze([]);

/** A message that does not trigger, and of which sections read nothing. */
const QUIET: Entry = Object.freeze({ message: undefined, text: "", fired: NONE });

/** The rules that fire, in the order of the filter. */
function countsOf({ count, rules, occurrences }: FiredRules): readonly RuleCount[] {
  const rule = rules[0] as number;
  if (count === 1) {
    return [{ rule, occurrences: occurrences[rule] as number }];
  }
  return Array.from(rules.subarray(0, count).sort(), (each): RuleCount => {
    return { rule: each, occurrences: occurrences[each] as number };
  });
}

function checkType(option: string, value: unknown, type: "string" | "boolean"): void {
  if (typeof value !== type) {
    throw new TypeError(`${option} is of type ${typeof value}, expected a ${type}`);
  }
}
