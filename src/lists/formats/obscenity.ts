import type { EntrySyntax } from "../entry.ts";
import { readExpression } from "../expression-entry.ts";
import { createGappedTerm, type Piece } from "../gapped-term.ts";
import type { CommonListOptions } from "../options.ts";
import type { Anchor, Term } from "../rule.ts";
import type { ExpressionContext } from "./expressions.ts";

/**
 * How a list in the syntax of the npm package obscenity (0.4) is read, one entry on each line: `?` stands for any one
 * character, `[x]` for `x` or nothing, `|` at an end for a word edge, and `\` takes these signs and itself literally.
 *
 * - An entry becomes terms, one for each choice of its optional pieces, of which one must occur. `?` between two
 *   characters is a gap of exactly one; unlike in obscenity, no line break stands in it.
 * - `?` at an end cannot be said in terms: such an entry goes through `expressions`, with its case ignored, and is no
 *   rule without (`expression-refused`).
 * - An entry that obscenity would not take is no rule (`malformed-entry`), and neither is one of more than 64 terms,
 *   or one that could be nothing.
 *
 * Obscenity counts the letters and digits of ASCII as parts of words; here it is those of all scripts that part their
 * words (see `Anchor`). It changes the text before it looks (case, look-alikes, repeated letters): the folds `case`,
 * `confusable` and `repeats` come near to that.
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit/lists";
 *
 * const list = parseList("|tea[s]|\nc?ffee\n", { format: "obscenity" });
 * list.rules[0].parts[0].anyOf; // => [{ text: "tea", anchor: "word" }, { text: "teas", anchor: "word" }]
 * list.rules[1].parts[0].anyOf; // => [{ text: "cffee", gaps: [{ before: 1, min: 1, max: 1 }] }]
 * ```
 */
export interface ObscenityListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "obscenity";
}

/** Terms that one entry may become. */
const MAX_TERMS = 64;

const WILDCARD: Piece = Object.freeze({ min: 1, max: 1 });

/** A piece of an entry that may be optional. */
interface Node {
  readonly piece: Piece;
  readonly isOptional: boolean;
}

interface ParsedEntry {
  readonly nodes: readonly Node[];
  readonly anchor: Anchor | undefined;
}

/** One sign, one escaped sign, or a run of text. */
const TOKEN = /\\(?<escaped>[\\[\]?|])|(?<sign>[[\]?|\\])|(?<text>[^[\]?|\\]+)/gu;

/** The tokens of an entry: a string is text, else one of the signs. */
function tokenize(raw: string): readonly (string | { readonly sign: string })[] {
  const tokens: (string | { readonly sign: string })[] = [];
  for (const { groups } of raw.matchAll(TOKEN)) {
    const last = tokens.at(-1);
    const text = groups?.escaped ?? groups?.text;
    if (text === undefined) {
      tokens.push({ sign: groups?.sign ?? "" });
    } else if (typeof last === "string") {
      tokens[tokens.length - 1] = last + text;
    } else {
      tokens.push(text);
    }
  }
  return tokens;
}

/** The nodes of an entry; a string says why it has none. */
function parse(raw: string): ParsedEntry | string {
  const tokens = [...tokenize(raw)];
  const signAt = (index: number): string | undefined => {
    const token = tokens[index];
    return typeof token === "object" ? token.sign : undefined;
  };
  const pieceAt = (index: number): Piece | undefined => {
    const token = tokens[index];
    return signAt(index) === "?" ? WILDCARD : typeof token === "string" ? token : undefined;
  };
  const isEdgeBefore = signAt(0) === "|";
  const isEdgeAfter = tokens.length > 1 && signAt(tokens.length - 1) === "|";
  const end = isEdgeAfter ? tokens.length - 1 : tokens.length;
  const nodes: Node[] = [];
  for (let at = isEdgeBefore ? 1 : 0; at < end; at++) {
    const isOptional = signAt(at) === "[";
    const piece = pieceAt(isOptional ? at + 1 : at);
    if (piece === undefined) {
      return "a sign that stands where obscenity allows none";
    }
    if (isOptional && signAt(at + 2) !== "]") {
      return "an optional piece that is never closed, or holds more than one piece";
    }
    at += isOptional ? 2 : 0;
    nodes.push({ piece, isOptional });
  }
  const anchor: Anchor | undefined =
    isEdgeBefore && isEdgeAfter
      ? "word"
      : isEdgeBefore
        ? "word-start"
        : isEdgeAfter
          ? "word-end"
          : undefined;
  return { nodes, anchor };
}

/** Every choice of the optional pieces: without before with. */
function expand(nodes: readonly Node[]): readonly (readonly Piece[])[] {
  let choices: Piece[][] = [[]];
  for (const { piece, isOptional } of nodes) {
    if (isOptional) {
      choices = choices.flatMap((choice) => [choice, [...choice, piece]]);
    } else {
      // In place: copies of all that is there would make a long entry take time with the square of its length.
      for (const choice of choices) {
        choice.push(piece);
      }
    }
  }
  return choices;
}

function hasOpenEnd(choice: readonly Piece[]): boolean {
  return typeof choice[0] !== "string" || typeof choice.at(-1) !== "string";
}

function escapeExpression(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

/** The entry as an expression of JavaScript. */
function toExpression({ nodes, anchor }: ParsedEntry): string {
  const body = nodes.map(({ piece, isOptional }) => {
    const source = typeof piece === "string" ? escapeExpression(piece) : "[\\s\\S]";
    return isOptional ? `(?:${source})?` : source;
  });
  const before = anchor === "word" || anchor === "word-start" ? "\\b" : "";
  const after = anchor === "word" || anchor === "word-end" ? "\\b" : "";
  return `${before}${body.join("")}${after}`;
}

/** The syntax `obscenity`. */
export function createObscenitySyntax({ expressions }: ExpressionContext): EntrySyntax {
  return (raw, report) => {
    const entry = parse(raw.trim());
    if (typeof entry === "string") {
      report("malformed-entry", `${entry}: no rule`);
      return undefined;
    }
    const optional = entry.nodes.filter(({ isOptional }) => isOptional).length;
    if (optional === entry.nodes.length) {
      report("malformed-entry", "an entry that could be nothing: no rule");
      return undefined;
    }
    if (2 ** optional > MAX_TERMS) {
      report("malformed-entry", `${optional} optional pieces, expected at most 6: no rule`);
      return undefined;
    }
    const choices = expand(entry.nodes);
    if (choices.some(hasOpenEnd)) {
      const source = toExpression(entry);
      return readExpression({ source, flags: "i", dialect: "javascript" }, expressions, report);
    }
    const terms = new Map<string, Term>();
    for (const choice of choices) {
      const term = createGappedTerm(choice);
      const anchored = entry.anchor === undefined ? term : { ...term, anchor: entry.anchor };
      terms.set(JSON.stringify(anchored), anchored);
    }
    const parts = [{ anyOf: [...terms.values()], min: 1 }];
    return { condition: { parts, ordered: false, overlap: "shared" } };
  };
}
