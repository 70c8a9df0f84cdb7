import { type AST, RegExpParser, RegExpSyntaxError } from "@eslint-community/regexpp";
import type { Expression } from "../lists/expression.ts";
import { compactAstral } from "./astral.ts";
import {
  ALL,
  type CharacterSet,
  complement,
  DIGITS,
  NO_LINE_BREAK,
  rangesOf,
  SPACE,
  setOf,
  WORD,
} from "./character-set.ts";
import { complementUnderCase } from "./letter-case.ts";
import { rewritePcre } from "./pcre.ts";
import { Refusal } from "./refusal.ts";
import { characters, choice, edge, look, repeat, sequence, type Tree } from "./tree.ts";

/** Longest source: UTF-16 code units. */
export const MAX_SOURCE = 65_536;

/** Groups in groups (and classes in classes): the parser and all that follows call themselves for each. */
const MAX_DEPTH = 200;

/** An expression, read. */
export interface Parsed {
  /** What it says. */
  readonly tree: Tree;
  /** What its comments say. */
  readonly comments: readonly string[];
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

/**
 * Reads an expression. Characters are code points, whether it has the flag u or not.
 *
 * @throws Refusal if it is none, or holds what no linear engine can do
 */
export function parseExpression({ source, flags, dialect }: Expression): Parsed {
  if (source.length > MAX_SOURCE) {
    throw new Refusal(
      `its source has ${source.length} UTF-16 code units, expected at most ${MAX_SOURCE}`,
    );
  }
  if (dialect === "pcre") {
    const rewritten = rewritePcre(source, flags);
    return {
      tree: parse(rewritten.source, rewritten.flags, rewritten.origins),
      comments: rewritten.comments,
    };
  }
  return { tree: parse(source, flags), comments: [] };
}

function parse(source: string, flags: string, origins?: readonly number[]): Tree {
  checkFlags(flags);
  const unicode = flags.includes("u");
  const unicodeSets = flags.includes("v");
  const compacted = unicode || unicodeSets ? undefined : compactAstral(source);
  const text = compacted?.source ?? source;
  checkDepth(text, unicodeSets);
  const reader = new TreeReader(compacted?.astral ?? new Map());
  try {
    const parsed = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(text, 0, text.length, {
      unicode,
      unicodeSets,
    });
    const tree = reader.alternatives(parsed.alternatives, {
      ignoreCase: flags.includes("i"),
      multiline: flags.includes("m"),
      dotAll: flags.includes("s"),
    });
    return flags.includes("y") ? sequence([edge("start", false), tree]) : tree;
  } catch (error) {
    if (error instanceof RegExpSyntaxError) {
      // The message of the parser holds the whole source before the last colon.
      const what = error.message.slice(error.message.lastIndexOf(": ") + 2);
      const inText = compacted?.origins[error.index] ?? error.index;
      const place = origins?.[inText] ?? inText;
      throw new Refusal(
        `it is no regular expression: ${what.charAt(0).toLowerCase()}${what.slice(1)} (at ${place})`,
      );
    }
    throw error;
  }
}

function checkFlags(flags: string): void {
  for (const [index, flag] of [...flags].entries()) {
    if (!"dgimsuvy".includes(flag) || flags.indexOf(flag) !== index) {
      throw new Refusal(
        `its flags are ${JSON.stringify(flags)}, expected of d, g, i, m, s, u, v, y`,
      );
    }
  }
  if (flags.includes("u") && flags.includes("v")) {
    throw new Refusal("it has both flags u and v, expected one of them");
  }
}

function checkDepth(source: string, nestedClasses: boolean): void {
  let depth = 0;
  let classes = 0;
  for (let at = 0; at < source.length; at += 1) {
    const unit = source[at];
    if (unit === "\\") {
      at += 1;
    } else if (unit === "[") {
      classes = nestedClasses ? classes + 1 : 1;
    } else if (unit === "]") {
      classes = Math.max(0, classes - 1);
    } else if (classes === 0 && (unit === "(" || unit === ")")) {
      depth += unit === "(" ? 1 : -1;
    }
    if (depth + classes > MAX_DEPTH) {
      throw new Refusal(`its groups are nested more than ${MAX_DEPTH} deep (at ${at})`);
    }
  }
}

// A class, so that the map need not be handed through every method.
class TreeReader {
  readonly #astral: ReadonlyMap<number, number>;

  constructor(astral: ReadonlyMap<number, number>) {
    this.#astral = astral;
  }

  alternatives(nodes: readonly AST.Alternative[], flags: Flags): Tree {
    return choice(nodes.map(({ elements }) => sequence(this.#elements(elements, flags))));
  }

  #elements(elements: readonly AST.Element[], flags: Flags): Tree[] {
    const items: Tree[] = [];
    for (let index = 0; index < elements.length; index += 1) {
      const [element, next] = [elements[index], elements[index + 1]];
      if (element?.type === "Character" && next?.type === "Character") {
        // Without flag u the escapes of a pair are two characters.
        const pair = String.fromCharCode(element.value, next.value);
        const codePoint = pair.codePointAt(0) ?? 0;
        if (element.value <= 0xffff && codePoint > 0xffff) {
          items.push(characters([codePoint, codePoint], flags.ignoreCase));
          index += 1;
          continue;
        }
      }
      if (element !== undefined) {
        items.push(this.#element(element, flags));
      }
    }
    return items;
  }

  #element(element: AST.Element, flags: Flags): Tree {
    switch (element.type) {
      case "Character":
      case "CharacterClass":
      case "ExpressionCharacterClass":
        return characters(this.#set(element, flags), flags.ignoreCase);
      case "CharacterSet":
        return element.kind === "any"
          ? characters(flags.dotAll ? ALL : NO_LINE_BREAK, flags.ignoreCase)
          : characters(this.#set(element, flags), flags.ignoreCase);
      case "CapturingGroup":
        return this.alternatives(element.alternatives, flags);
      case "Group":
        return this.alternatives(element.alternatives, withModifiers(flags, element.modifiers));
      case "Quantifier":
        return repeat(
          this.#element(element.element, flags),
          element.min,
          element.max,
          element.greedy,
        );
      case "Backreference":
        throw new Refusal(`it holds a backreference (${element.raw})`);
      case "Assertion":
        return this.#assertion(element, flags);
    }
  }

  #assertion(element: AST.Assertion, flags: Flags): Tree {
    switch (element.kind) {
      case "lookbehind":
        throw new Refusal("it holds a lookbehind");
      case "lookahead":
        return look(this.alternatives(element.alternatives, flags), element.negate);
      case "word":
        return edge(element.negate ? "no-word" : "word", false);
      default:
        return edge(element.kind, flags.multiline);
    }
  }

  #set(
    node: AST.CharacterClassElement | AST.CharacterClass | AST.CharacterSet,
    flags: Flags,
  ): CharacterSet {
    switch (node.type) {
      case "Character": {
        const value = node.raw.length === 1 ? this.#astral.get(node.value) : undefined;
        const codePoint = value ?? node.value;
        return [codePoint, codePoint];
      }
      case "CharacterClassRange": {
        const [first = 0] = this.#set(node.min, flags);
        const [last = 0] = this.#set(node.max, flags);
        if (first > last) {
          throw new Refusal("it is no regular expression: range out of order in character class");
        }
        return [first, last];
      }
      case "CharacterSet":
        return escapedSet(node, flags);
      case "CharacterClass": {
        const set = setOf(
          node.elements.flatMap((inner: AST.CharacterClassElement) =>
            rangesOf(this.#set(inner, flags)),
          ),
        );
        return node.negate ? without(set, flags) : set;
      }
      default:
        throw new Refusal("it holds a set operation of flag v");
    }
  }
}

function withModifiers(flags: Flags, modifiers: AST.Modifiers | null): Flags {
  const { add, remove } = modifiers ?? {};
  return {
    ignoreCase: (flags.ignoreCase || add?.ignoreCase === true) && remove?.ignoreCase !== true,
    multiline: (flags.multiline || add?.multiline === true) && remove?.multiline !== true,
    dotAll: (flags.dotAll || add?.dotAll === true) && remove?.dotAll !== true,
  };
}

function escapedSet(node: AST.CharacterSet, flags: Flags): CharacterSet {
  const set = positiveSet(node);
  if (node.kind === "any" || !node.negate) {
    return set;
  }
  return without(set, flags);
}

function without(set: CharacterSet, { ignoreCase }: Flags): CharacterSet {
  return ignoreCase ? complementUnderCase(set) : complement(set);
}

function positiveSet(node: AST.CharacterSet): CharacterSet {
  switch (node.kind) {
    case "digit":
      return DIGITS;
    case "space":
      return SPACE;
    case "word":
      return WORD;
    case "any":
      return NO_LINE_BREAK;
    default:
      throw new Refusal(`it holds a property (${node.raw})`);
  }
}
