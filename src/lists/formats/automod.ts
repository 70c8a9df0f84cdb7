import { createMetadata, type EntryContent, mergeMetadata, type ReportIssue } from "../entry.ts";
import { readExpression } from "../expression-entry.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import { checkChoice } from "../option-check.ts";
import type { CommonListOptions } from "../options.ts";
import type { Action, Anchor, Condition } from "../rule.ts";
import { termCondition } from "./json-condition.ts";
import { type JsonEntryContent, type JsonList, readJsonList } from "./json-list.ts";
import { itemsOf, JsonMismatch, type JsonPlace, member, stringOf } from "./json-shape.ts";

/**
 * How rules of Discord's AutoMod are read: the JSON of its API (docs.discord.com, resources/auto-moderation, as of
 * API version 10), an array of rules, one rule, or the `trigger_metadata` of one.
 *
 * - Each of `keyword_filter` is the rule of one term: `cat` is a whole word, `cat*` begins a word, `*cat` ends one,
 *   `*cat*` stands anywhere. Stars inside are text.
 * - Each of `regex_patterns` goes through `expressions`, as in the format `expressions`, in the dialect `pcre`: Rust's
 *   syntax is the same but for operators between sets of characters (`[a-z&&b-y]`). Those, what is refused, and all of
 *   them without `expressions`, are no rules (`expression-refused`).
 * - The action is `censor` of rules that block the message, `surveil` of those that send an alert, `both` of those
 *   that do both, and `moderate` of those that only do something else.
 * - The name of a rule is kept as metadata `rule`.
 * - A rule that is not enabled is left out (`disabled`). Triggers that are no words of the message are reported and
 *   left out: Discord's own word sets, spam, mentions, member profiles (`unsupported-entry`).
 *
 * Discord says that a whole word has white space around it; here it has word edges (see `Anchor`), so that a word
 * before a full stop counts too, and a word of Chinese characters stands anywhere among others.
 *
 * `allow_list` names phrases that cover matches, in the same syntax. They are no rules of this list: read the file once
 * more with `entries: "allowed"`, and give that list to the filter as `allow`. A filter takes as `allow` only phrases
 * that stand anywhere (`*tea pot*`), and refuses others.
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit/lists";
 *
 * const rules = '{"keyword_filter": ["tea", "tea*"], "allow_list": ["*tea pot*"]}';
 * const list = parseList(rules, { format: "automod" });
 * list.rules.map((rule) => rule.parts[0].anyOf[0].anchor); // => ["word", "word-start"]
 * const allowed = parseList(rules, { format: "automod", entries: "allowed" });
 * allowed.rules.map((rule) => rule.parts[0].anyOf[0].text); // => ["tea pot"]
 * ```
 */
export interface AutomodListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "automod";
  /** Whether what triggers is read, or what is allowed. Default: `blocked`. */
  readonly entries?: "blocked" | "allowed";
  /** Only the rules of this name are read. Default: all. */
  readonly rule?: string;
}

/** Types of triggers whose words are searched for in messages. */
const KEYWORD_TRIGGER = 1;

const TRIGGERS: ReadonlyMap<number, string> = new Map([
  [3, "spam as Discord finds it"],
  [4, "word sets of Discord's own"],
  [5, "mentions"],
  [6, "member profiles"],
]);

const BLOCK_MESSAGE = 1;
const SEND_ALERT = 2;

function optionalItems(place: JsonPlace, name: string): readonly JsonPlace[] {
  const found = member(place, name);
  return found === undefined || found.value.kind === "null" ? [] : itemsOf(found);
}

function scalarOf(place: JsonPlace | undefined): string | number | boolean | null | undefined {
  return place !== undefined && "value" in place.value ? place.value.value : undefined;
}

function actionOf(rule: JsonPlace): Action | undefined {
  const types = optionalItems(rule, "actions").map((action) => scalarOf(member(action, "type")));
  if (types.length === 0) {
    return undefined;
  }
  const blocks = types.includes(BLOCK_MESSAGE);
  const alerts = types.includes(SEND_ALERT);
  return blocks && alerts ? "both" : blocks ? "censor" : alerts ? "surveil" : "moderate";
}

function readKeyword(place: JsonPlace): Condition {
  const keyword = stringOf(place);
  const isOpenBefore = keyword.startsWith("*");
  const isOpenAfter = keyword.endsWith("*");
  const text = keyword.replace(/^\*/u, "").replace(/\*$/u, "");
  if (text.trim() === "") {
    throw new JsonMismatch(place, "expected text between the stars");
  }
  const anchors: readonly (Anchor | undefined)[] = ["word", "word-start", "word-end", undefined];
  const anchor = anchors[(isOpenAfter ? 1 : 0) + (isOpenBefore ? 2 : 0)];
  return termCondition(anchor === undefined ? { text } : { text, anchor });
}

/** Whether a class of characters has an operator between sets, which only Rust reads as one. */
function hasSetOperator(source: string): boolean {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const pair = source.slice(at, at + 2);
    if (depth > 0 && (pair === "&&" || pair === "--" || pair === "~~")) {
      return true;
    }
    depth += source[at] === "[" ? 1 : source[at] === "]" && depth > 0 ? -1 : 0;
    at += source[at] === "\\" ? 1 : 0;
  }
  return false;
}

/** The content of an expression of Rust, whose syntax but for sets of characters is that of PCRE. */
function readExpressionOf(
  source: string,
  { expressions }: AutomodListOptions,
  report: ReportIssue,
): EntryContent | undefined {
  if (hasSetOperator(source)) {
    report("expression-refused", "an operator between sets of characters: no rule");
    return undefined;
  }
  return readExpression({ source, flags: "", dialect: "pcre" }, expressions, report);
}

function readTriggers(
  metadata: JsonPlace,
  list: JsonList,
  options: AutomodListOptions,
  content: Pick<JsonEntryContent, "action" | "metadata">,
): void {
  const isAllowed = options.entries === "allowed";
  for (const item of optionalItems(metadata, isAllowed ? "allow_list" : "keyword_filter")) {
    list.addEntry(item, () => ({
      ...content,
      raw: stringOf(item),
      condition: readKeyword(item),
      whiteSpace: "kept",
    }));
  }
  for (const item of isAllowed ? [] : optionalItems(metadata, "regex_patterns")) {
    list.addEntry(item, (report) => {
      const raw = stringOf(item);
      const read = readExpressionOf(raw, options, report);
      return read === undefined
        ? undefined
        : { ...content, ...read, raw, metadata: mergeMetadata(content.metadata, read.metadata) };
    });
  }
  const [preset] = isAllowed ? [] : optionalItems(metadata, "presets");
  if (preset !== undefined) {
    list.addIssue("unsupported-entry", preset, "word sets of Discord's own: left out");
  }
}

function readRule(rule: JsonPlace, list: JsonList, options: AutomodListOptions): void {
  const metadata = member(rule, "trigger_metadata");
  const name = member(rule, "name");
  if (metadata === undefined && name === undefined) {
    readTriggers(rule, list, options, {});
    return;
  }
  const title = name === undefined ? undefined : stringOf(name);
  if (options.rule !== undefined && title !== options.rule) {
    return;
  }
  if (scalarOf(member(rule, "enabled")) === false) {
    list.addIssue("disabled", rule, "a rule that is not enabled: left out");
    return;
  }
  const type = scalarOf(member(rule, "trigger_type")) ?? KEYWORD_TRIGGER;
  if (type !== KEYWORD_TRIGGER) {
    const what = TRIGGERS.get(Number(type)) ?? "a trigger of an unknown type";
    list.addIssue("unsupported-entry", rule, `${what}: left out`);
    return;
  }
  const action = actionOf(rule);
  if (metadata !== undefined) {
    readTriggers(metadata, list, options, {
      ...(action === undefined ? {} : { action }),
      ...(title === undefined ? {} : { metadata: createMetadata([["rule", title]]) }),
    });
  }
}

/**
 * Reads the format `automod`; {@link AutomodListOptions} says how.
 *
 * @throws RangeError if `entries` is not one of its values
 * @throws TypeError if `rule` is no string
 */
export function readAutomod(
  input: ListInput,
  collector: ListCollector,
  options: AutomodListOptions,
): void {
  checkChoice("entries", options.entries, ["blocked", "allowed"]);
  if (options.rule !== undefined && typeof options.rule !== "string") {
    throw new TypeError(`rule is ${typeof options.rule}, expected the name of a rule`);
  }
  collector.addInfo({ app: "Discord" });
  readJsonList(input, collector, options, (root, list) => {
    const rules = root.value.kind === "array" ? itemsOf(root) : [root];
    for (const rule of rules) {
      list.attempt("left out", () => readRule(rule, list, options));
    }
  });
}
