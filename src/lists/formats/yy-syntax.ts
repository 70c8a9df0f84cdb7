import { combineAlternatives, reportMissing } from "../combination.ts";
import type { EntrySyntax } from "../entry.ts";
import { createGappedTerm, MAX_GAP, type Piece } from "../gapped-term.ts";
import { checkChoice, checkInteger } from "../option-check.ts";
import type { Term } from "../rule.ts";

/** What each operator of YY means, to the caller. Without a meaning it is text. */
export interface YyOperators {
  /** `{5}`: up to five characters may stand there. Other braces stay text. */
  readonly "{}"?: "gap";
  /** `*`: up to `maxGap` characters may stand there, or it joins components that must all occur. */
  readonly "*"?: "gap" | "and";
  /** `^`: as for `*`. */
  readonly "^"?: "gap" | "and";
  /** `|`: it joins components of which one must occur. */
  readonly "|"?: "or";
}

/** What the syntax of YY takes. */
export interface YySyntaxOptions {
  /**
   * What the operators mean. `and` binds most loosely, then `or`, then gaps. Around `and` and `or`, white space is
   * removed, and components of nothing are left out (`empty-component`). Default: none has a meaning.
   */
  readonly operators?: YyOperators;
  /** Most characters that a gap of `*` or `^` stands for, from 0 to 1,000. Default: 10. */
  readonly maxGap?: number;
}

const MEANINGS: { readonly [Operator in keyof YyOperators]-?: readonly string[] } = {
  "{}": ["gap"],
  "*": ["gap", "and"],
  "^": ["gap", "and"],
  "|": ["or"],
};

const DEFAULT_MAX_GAP = 10;

const NEVER = /(?!)/gu;

function checkOptions({ operators, maxGap }: YySyntaxOptions): void {
  checkInteger("maxGap", maxGap, 0, MAX_GAP);
  if (operators !== undefined && (typeof operators !== "object" || operators === null)) {
    throw new TypeError("operators is no object, expected meanings by operator");
  }
  for (const [operator, meaning] of Object.entries(operators ?? {})) {
    checkChoice("an operator", operator, Object.keys(MEANINGS));
    checkChoice(`operator ${operator}`, meaning, MEANINGS[operator as keyof YyOperators]);
  }
}

/** One of these, or nothing at all. */
function matching(sources: readonly string[]): RegExp {
  return sources.length === 0 ? NEVER : new RegExp(sources.join("|"), "gu");
}

/**
 * The syntax of entries of YY.
 *
 * @throws RangeError if an option is not one of its values
 * @throws TypeError if `operators` is no object
 */
export function createYySyntax(options: YySyntaxOptions): EntrySyntax {
  checkOptions(options);
  const { operators = {}, maxGap = DEFAULT_MAX_GAP } = options;
  const withMeaning = (meaning: string): string[] =>
    (["*", "^"] as const)
      .filter((operator) => operators[operator] === meaning)
      .map((operator) => `\\${operator}+`);
  const and = matching(withMeaning("and"));
  const or = matching(operators["|"] === "or" ? ["\\|"] : []);
  const gap = matching([
    ...(operators["{}"] === "gap" ? ["\\{(?<count>\\d{1,9})\\}"] : []),
    ...withMeaning("gap"),
  ]);

  const readTerm = (written: string): Term => {
    const pieces: Piece[] = [];
    let at = 0;
    for (const found of written.matchAll(gap)) {
      const { count } = found.groups ?? {};
      pieces.push(written.slice(at, found.index), {
        min: 0,
        max: count === undefined ? maxGap : Number(count),
      });
      at = found.index + found[0].length;
    }
    return createGappedTerm([...pieces, written.slice(at)]);
  };

  return (raw, report) => {
    const components = raw.split(and).map((component) => component.split(or));
    const isSimple = components.length === 1 && components[0]?.length === 1 && !raw.match(gap);
    if (isSimple) {
      if (/[{}*|^]/u.test(raw)) {
        report("unknown-operator", "an operator of unknown meaning: read as text");
      }
      return {};
    }
    const terms = components.map((written) => written.map((text) => readTerm(text.trim())));
    const kept = terms
      .map((anyOf) => anyOf.filter(({ text }) => text.trim() !== ""))
      .filter((anyOf) => anyOf.length > 0);
    const all = kept.flat();
    if (all.length === 0) {
      report("malformed-entry", "operators and no text: no rule");
      return undefined;
    }
    if (all.some(({ gaps = [] }) => gaps.some(({ max }) => max > MAX_GAP))) {
      report("malformed-entry", `a gap of more than ${MAX_GAP} characters: no rule`);
      return undefined;
    }
    if (all.some(({ text }) => /[{}*|^]/u.test(text))) {
      report("unknown-operator", "an operator of unknown meaning: read as text");
    }
    reportMissing(terms.flat().length - all.length, report);
    return { condition: combineAlternatives(kept, { overlap: "shared", ordered: false }) };
  };
}
