import { createMetadata } from "../entry.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import type { Action, Anchor, Term } from "../rule.ts";
import { termCondition } from "./json-condition.ts";
import { type JsonEntryContent, type JsonList, readJsonList } from "./json-list.ts";
import {
  booleanOf,
  itemsOf,
  JsonMismatch,
  type JsonPlace,
  member,
  requiredMember,
  stringOf,
  stringsOf,
} from "./json-shape.ts";

/**
 * How filters of Mastodon are read: the JSON of its API or of its export of filters (docs.joinmastodon.org, entities
 * Filter, FilterKeyword and V1::Filter; Mastodon 4): an array of filters, one filter, or an array of keywords.
 *
 * - Each keyword is the rule of one term. With `whole_word` it must have a word edge at each end at which it has a
 *   word character, which is what Mastodon does; without the member too, since that is Mastodon's default.
 * - A filter of the first API is a keyword, its `phrase`.
 * - The action is `censor` of filters that hide, and `moderate` of those that warn or blur. `context` is the rule's
 *   `scope`. The title of the filter and the date on which it expires are kept as metadata `title` and `expires`.
 * - Single posts that a filter names are left out (`unsupported-entry`).
 *
 * Mastodon counts a Chinese character as part of a word; here it has word edges on both sides (see `Anchor`), so that a
 * whole word of such characters is found among others. Mastodon ignores case: the fold `case` does.
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit/lists";
 *
 * const filters = '[{"title": "drinks", "context": ["home"], "filter_action": "hide",' +
 *   ' "keywords": [{"keyword": "tea", "whole_word": true}, {"keyword": "#coffee", "whole_word": true}]}]';
 * const list = parseList(filters, { format: "mastodon" });
 * list.rules.map((rule) => rule.parts[0].anyOf[0].anchor); // => ["word", "word-end"]
 * list.rules[0].action; // => "censor"
 * ```
 */
export interface MastodonListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "mastodon";
}

/** What Ruby's `[[:word:]]` is. */
const WORD = "[\\p{L}\\p{M}\\p{Nd}\\p{Pc}]";
const STARTS_WITH_WORD = new RegExp(`^${WORD}`, "u");
const ENDS_WITH_WORD = new RegExp(`${WORD}$`, "u");

/** A member that is there and not null. */
function presentMember(place: JsonPlace, name: string): JsonPlace | undefined {
  const found = member(place, name);
  return found?.value.kind === "null" ? undefined : found;
}

function anchorOf(text: string): Anchor | undefined {
  const starts = STARTS_WITH_WORD.test(text);
  const ends = ENDS_WITH_WORD.test(text);
  return starts && ends ? "word" : starts ? "word-start" : ends ? "word-end" : undefined;
}

/** The content of a keyword, whose text is the member `name`. */
function readKeyword(
  place: JsonPlace,
  name: string,
  content: Pick<JsonEntryContent, "action" | "scope" | "metadata">,
): JsonEntryContent {
  const keyword = requiredMember(place, name);
  const text = stringOf(keyword);
  if (text.trim() === "") {
    throw new JsonMismatch(keyword, "expected more than white space");
  }
  const wholeWord = presentMember(place, "whole_word");
  const anchor = wholeWord === undefined || booleanOf(wholeWord) ? anchorOf(text) : undefined;
  const term: Term = anchor === undefined ? { text } : { text, anchor };
  return { ...content, raw: text, condition: termCondition(term), whiteSpace: "kept" };
}

function actionOf(filter: JsonPlace): Action | undefined {
  const action = presentMember(filter, "filter_action");
  if (action !== undefined) {
    return stringOf(action) === "hide" ? "censor" : "moderate";
  }
  const irreversible = presentMember(filter, "irreversible");
  return irreversible === undefined ? undefined : booleanOf(irreversible) ? "censor" : "moderate";
}

function contentOf(filter: JsonPlace): Pick<JsonEntryContent, "action" | "scope" | "metadata"> {
  const action = actionOf(filter);
  const context = presentMember(filter, "context");
  const metadata = [
    ["title", presentMember(filter, "title")],
    ["expires", presentMember(filter, "expires_at")],
  ] as const;
  return {
    ...(action === undefined ? {} : { action }),
    ...(context === undefined ? {} : { scope: stringsOf(context) }),
    metadata: createMetadata(
      metadata.flatMap(([name, place]) =>
        place === undefined ? [] : [[name, stringOf(place)] as const],
      ),
    ),
  };
}

function readFilter(filter: JsonPlace, list: JsonList): void {
  const content = contentOf(filter);
  const keywords =
    presentMember(filter, "keywords") ?? presentMember(filter, "keywords_attributes");
  if (keywords === undefined) {
    const name = member(filter, "phrase") === undefined ? "keyword" : "phrase";
    list.addEntry(filter, () => readKeyword(filter, name, content));
    return;
  }
  for (const keyword of itemsOf(keywords)) {
    list.addEntry(keyword, () => readKeyword(keyword, "keyword", content));
  }
  const statuses = presentMember(filter, "statuses");
  const [status] = statuses === undefined ? [] : itemsOf(statuses);
  if (status !== undefined) {
    list.addIssue("unsupported-entry", status, "single posts: left out");
  }
}

/** Reads the format `mastodon`; {@link MastodonListOptions} says how. */
export function readMastodon(
  input: ListInput,
  collector: ListCollector,
  options: MastodonListOptions,
): void {
  readJsonList(input, collector, options, (root, list) => {
    const filters = root.value.kind === "array" ? itemsOf(root) : [root];
    for (const filter of filters) {
      list.attempt("left out", () => readFilter(filter, list));
    }
  });
}
