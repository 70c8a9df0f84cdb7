import type { Rule, Term } from "../lists/rule.ts";
import { createFolding } from "../unicode/folding.ts";
import { lazily } from "../unicode/lazily.ts";
import type { SpellingSets } from "./spelling-sets.ts";

/**
 * What a spelling is, beside its term.
 *
 * - `simplified`, `traditional`: in the other Chinese script, as the spelling provider has it
 * - `regional`: the word that Taiwan or Hong Kong has for it
 * - `full-width`, `half-width`: in the other width
 * - `upper-case`, `lower-case`: in the other case
 */
export type SpellingKind =
  | "simplified"
  | "traditional"
  | "regional"
  | "full-width"
  | "half-width"
  | "upper-case"
  | "lower-case";

/** One way to write a term of a rule that the filter catches. */
export interface KnownSpelling {
  /** How it is written; not as the term. */
  readonly spelling: string;
  /** What it is beside its term. */
  readonly kind: SpellingKind;
  /** The term. */
  readonly term: Term;
}

/** What known spellings are made of. */
export interface KnownSpellingsOptions {
  /** How literals are legitimately spelled. Left out: no Chinese spellings. */
  readonly spellingsOf?: SpellingSets | undefined;
  /** The regional spellings of a term, by its text. */
  readonly regionalOf?: ((term: Term) => readonly string[]) | undefined;
  /** Whether the filter finds a term of the rule that covers the whole text. */
  catches(rule: Rule, term: Term, text: string): boolean;
}

/** Most spellings that are given for a rule. */
const MAX_SPELLINGS = 1000;

const ASCII_FORMS = /[\u0021-\u007e]/gu;
const WIDE_FORMS = /[\uff01-\uff5e]/gu;
const WIDE_OFFSET = 0xfee0;

/**
 * Makes the list of the spellings of a rule: for people who want to look at a rule, not all that folds let through.
 * Each is one that the filter itself finds. In the order of the terms, each text of a term once, each spelling once for it, at most
 * 1,000 in all. Expressions have none.
 */
export function createKnownSpellings(
  options: KnownSpellingsOptions,
): (rule: Rule) => readonly KnownSpelling[] {
  const { spellingsOf, regionalOf, catches } = options;
  const script = lazily(() => createFolding(["script"]));

  function* candidates(term: Term): Generator<readonly [string, SpellingKind], void> {
    const { text } = term;
    const set = spellingsOf?.(text) ?? [];
    const folded = set.map(script().foldText);
    for (const [index, spelling] of set.entries()) {
      // What is no other script than any of them differs in width or the like.
      if (folded.indexOf(folded[index] ?? "") !== folded.lastIndexOf(folded[index] ?? "")) {
        // The representative of a class is simplified if any of its characters is.
        yield [spelling, spelling === folded[index] ? "simplified" : "traditional"];
      }
    }
    for (const spelling of regionalOf?.(term) ?? []) {
      yield [spelling, "regional"];
    }
    yield [shift(text, ASCII_FORMS, WIDE_OFFSET).replaceAll(" ", "\u3000"), "full-width"];
    yield [shift(text, WIDE_FORMS, -WIDE_OFFSET).replaceAll("\u3000", " "), "half-width"];
    yield [text.toUpperCase(), "upper-case"];
    yield [text.toLowerCase(), "lower-case"];
  }

  return (rule) => {
    const found: KnownSpelling[] = [];
    const terms = new Map<string, Term>();
    for (const term of rule.parts.flatMap(({ anyOf }) => anyOf)) {
      if (term.expression === undefined && !terms.has(term.text)) {
        terms.set(term.text, term);
      }
    }
    for (const term of terms.values()) {
      const seen = new Set([term.text]);
      for (const [spelling, kind] of candidates(term)) {
        if (found.length === MAX_SPELLINGS) {
          return found;
        }
        if (!seen.has(spelling)) {
          seen.add(spelling);
          if (catches(rule, term, spelling)) {
            found.push({ spelling, kind, term });
          }
        }
      }
    }
    return found;
  };
}

function shift(text: string, forms: RegExp, offset: number): string {
  return text.replace(forms, (form) => String.fromCharCode(form.charCodeAt(0) + offset));
}
