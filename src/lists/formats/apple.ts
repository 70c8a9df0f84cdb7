import type { EntrySyntax } from "../entry.ts";
import { baseName, dateOf } from "../file-name.ts";
import { readBySyntax } from "../line-reader.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import { checkChoice } from "../option-check.ts";
import type { CommonListOptions } from "../options.ts";
import type { Anchor, Term } from "../rule.ts";

/** What the syntax `apple` takes. */
export interface AppleSyntaxOptions {
  /** Whose edge an end without star stands at; the source does not say. Default: `word`. */
  readonly anchors?: "word" | "text";
}

/**
 * How a list of the words that Apple refuses to engrave is read: one on each line, with a star at an end at which
 * anything may stand. `TEA*` begins a word (or the text, as `anchors` says), `*TEA` ends one, `*TEA*` stands
 * anywhere, `TEA` is the whole. A star inside is text (`unknown-operator`), white space around is removed, and an
 * entry of nothing but stars is no rule (`malformed-entry`).
 *
 * A file name of two letters is the region: `tw.txt` gives the scope `["tw"]`. A date in a folder,
 * `update-2022-02-27/tw.txt`, is that of the list.
 */
export interface AppleListOptions extends CommonListOptions, AppleSyntaxOptions {
  /** Name of the format. */
  readonly format: "apple";
}

/** By what is open: neither end, the end, the start. */
const ANCHORS: Readonly<
  Record<"word" | "text", { readonly [Key in "none" | "end" | "start"]: Anchor }>
> = {
  word: { none: "word", end: "word-start", start: "word-end" },
  text: { none: "text", end: "text-start", start: "text-end" },
};

/**
 * The syntax `apple`.
 *
 * @throws RangeError if `anchors` is not one of its values
 */
export function createAppleSyntax({ anchors }: AppleSyntaxOptions): EntrySyntax {
  checkChoice("anchors", anchors, Object.keys(ANCHORS));
  const names = ANCHORS[anchors ?? "word"];
  return (raw, report) => {
    const written = raw.trim();
    const text = written.replace(/^\*+/u, "").replace(/(?<!\*)\*+$/u, "");
    if (text === "") {
      report("malformed-entry", "stars and no text: no rule");
      return undefined;
    }
    if (text.includes("*")) {
      report("unknown-operator", "a star inside the entry: read as text");
    }
    const isStartOpen = written.startsWith("*");
    const isEndOpen = written.endsWith("*");
    const open = isStartOpen ? (isEndOpen ? undefined : "start") : isEndOpen ? "end" : "none";
    const term: Term = open === undefined ? { text } : { text, anchor: names[open] };
    return {
      condition: { parts: [{ anyOf: [term], min: 1 }], ordered: false, overlap: "shared" },
    };
  };
}

/** Reads the format `apple`. */
export function readApple(
  input: ListInput,
  collector: ListCollector,
  options: AppleListOptions,
): void {
  const syntax = createAppleSyntax(options);
  const region = /^([a-z]{2})\.txt$/u.exec(baseName(options.fileName) ?? "")?.[1];
  const date = dateOf(options.fileName);
  collector.addInfo({
    ...(region === undefined ? {} : { scope: [region] }),
    ...(date === undefined ? {} : { date }),
  });
  readBySyntax(input, collector, syntax);
}
