import { createMetadata, type EntryContent, type EntrySyntax } from "../entry.ts";
import { readExpression } from "../expression-entry.ts";
import { readGapped } from "../gapped-term.ts";
import type { CommonListOptions } from "../options.ts";
import type { ExpressionContext } from "./expressions.ts";
import { COUNT_GAP, createBraceSplit } from "./gaps.ts";

/**
 * How a list of the word filter of Discuz! is read: `word=what becomes of it` on each line.
 *
 * - `word={BANNED}`: the message is refused (action `censor`).
 * - `word={MOD}`: it waits for a moderator (action `moderate`).
 * - `word=other`: the word is replaced (action `replace`, metadata `replacement`). `word` alone is replaced by `**`.
 * - `{5}` between two characters of the word stands for up to five characters. Discuz! counts bytes: three for a
 *   Chinese character in its UTF-8 edition; here they are characters, which may find more than Discuz! does.
 *   Other braces are text (`unknown-operator`).
 * - `/word/` is an expression in the syntax of PCRE, and needs the option `expressions`; without it, it is no rule
 *   (`expression-refused`).
 *
 * An entry without word is no rule (`malformed-entry`). White space around the word and around what becomes of it
 * is removed, as Discuz! does.
 *
 * @see Discuz! X 2, `source/function/cache/cache_censor.php`
 */
export interface DiscuzListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "discuz";
}

const DEFAULT_REPLACEMENT = "**";

/** What becomes of a message that holds the word. */
function readOutcome(outcome: string): EntryContent {
  switch (outcome) {
    case "{BANNED}":
      return { action: "censor" };
    case "{MOD}":
      return { action: "moderate" };
    default: {
      const replacement = outcome === "" ? DEFAULT_REPLACEMENT : outcome;
      return { action: "replace", metadata: createMetadata([["replacement", replacement]]) };
    }
  }
}

/** The syntax `discuz`. */
export function createDiscuzSyntax({ expressions }: ExpressionContext): EntrySyntax {
  const split = createBraceSplit(COUNT_GAP);
  return (raw, report) => {
    // As Discuz! does: at the first sign, and what is after a second one counts for nothing.
    const [written = "", outcome = ""] = raw.split("=", 2);
    const word = written.trim();
    const said = readOutcome(outcome.trim());
    if (word === "") {
      report("malformed-entry", "no word before what becomes of it: no rule");
      return undefined;
    }
    const source = /^\/(?<source>.+)\/$/su.exec(word)?.groups?.source;
    if (source === undefined) {
      return readGapped(word, report, split, said);
    }
    const content = readExpression({ source, flags: "", dialect: "pcre" }, expressions, report);
    return content === undefined
      ? undefined
      : {
          ...content,
          ...said,
          metadata: createMetadata([
            ...Object.entries(content.metadata ?? {}),
            ...Object.entries(said.metadata ?? {}),
          ]),
          whiteSpace: "removed",
        };
  };
}
