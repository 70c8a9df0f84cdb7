import type { Literal, LiteralTable } from "./literal-table.ts";
import type { LintTerm } from "./term-table.ts";

/** What allowed phrases cover. */
export interface Covering {
  /** Whether a phrase covers every match of a term. */
  covers(term: LintTerm): boolean;
  /** Whether a phrase may cover a match of a term and not what that match lies within. */
  mayCover(term: LintTerm): boolean;
  /** Says of phrases, by the number of their literal, whether it is proved that they cover none of some literals. */
  idleAmong(literals: readonly number[]): (phrase: number) => boolean;
}

/** Makes the covering. `phrases` are the literals of allowed phrases. */
export function createCovering(table: LiteralTable, phrases: readonly number[]): Covering {
  const literalAt = (number: number): Literal => table.literals[number] as Literal;
  const groups = new Set(phrases.map((phrase) => literalAt(phrase).group));
  const isOpen = table.hasSequences || phrases.some((phrase) => !literalAt(phrase).isProvable);
  const folded = phrases.map((phrase) => literalAt(phrase).folded);
  const known = new Map<string, boolean>();

  /** Whether a phrase may cover a literal: one has its core within it, or may be the same character in part. */
  function mayCoverLiteral(literal: Literal): boolean {
    let found = known.get(literal.folded);
    if (found === undefined) {
      const core = coreOf(literal);
      found = core === undefined || folded.some((phrase) => phrase.includes(core));
      known.set(literal.folded, found);
    }
    return found;
  }

  return {
    covers: ({ gaps, literals }) =>
      gaps === undefined &&
      literals.length > 0 &&
      literals.every((literal) => groups.has(literalAt(literal).group)),
    mayCover: ({ gaps, literals }) =>
      phrases.length > 0 &&
      (isOpen ||
        gaps !== undefined ||
        literals.some(
          (literal) => !literalAt(literal).isProvable || mayCoverLiteral(literalAt(literal)),
        )),
    idleAmong: (literals) => {
      const wanted = literals.map(literalAt);
      if (isOpen || wanted.some(({ isProvable }) => !isProvable)) {
        return () => false;
      }
      const whole = new Set(literals);
      const cores = new Set<string>();
      let isWithinCharacter = false;
      for (const literal of wanted) {
        const core = coreOf(literal);
        if (core === undefined) {
          isWithinCharacter = true;
        } else if (core !== literal.folded) {
          cores.add(core);
        }
      }
      const wantedGroups = new Set([...whole].map((literal) => literalAt(literal).group));
      return (phrase) => {
        const { folded: text, group, expansions } = literalAt(phrase);
        const inner = table.within(phrase);
        const symbols = Array.from(text, (character) => character.codePointAt(0) ?? 0);
        const isPartly = [symbols[0] ?? 0, symbols.at(-1) ?? 0].some((symbol) =>
          expansions.compound.has(symbol),
        );
        return (
          inner.isComplete &&
          !wantedGroups.has(group) &&
          !(isWithinCharacter && isPartly) &&
          !inner.numbers.some((other) => wantedGroups.has(literalAt(other).group)) &&
          ![...cores].some((core) => text.includes(core))
        );
      };
    },
  };
}

/**
 * What of a literal every phrase must have within it that covers a match of it. A phrase may begin or end within a
 * character that it covers whole, and then has only some of the symbols of that character: those at an end of the
 * literal that may be of one character with the one before them need not be in the phrase. Undefined: the whole
 * literal may be within one character.
 */
function coreOf({ folded, expansions }: Literal): string | undefined {
  const characters = Array.from(folded);
  const symbols = characters.map((character) => character.codePointAt(0) ?? 0);
  const isPair = (place: number): boolean =>
    expansions.isPair(symbols[place] ?? 0, symbols[place + 1] ?? 0);
  let end = symbols.length;
  while (end > 1 && isPair(end - 2)) {
    end--;
  }
  if (end <= 1 && (symbols.length > 1 || expansions.compound.has(symbols[0] ?? 0))) {
    return undefined;
  }
  let start = 0;
  while (start + 1 < end && isPair(start)) {
    start++;
  }
  return characters.slice(start, end).join("");
}
