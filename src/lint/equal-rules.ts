import type { LintCondition, LintRule } from "./implication.ts";
import type { LintTermTable } from "./term-table.ts";

/** Beside the rules: the first rule that is the same after folding; -1 for that rule itself. */
export type EqualRules = Int32Array;

/** Finds rules that are the same after folding: the same terms, in the same way. */
export function findEqualRules(
  rules: readonly LintRule[],
  { terms, literals }: LintTermTable,
): EqualRules {
  const classes = new Map<string, number>();
  const classOf = terms.map(({ anchor, literals: own, gaps, term }, number): number => {
    const groups = own.map((literal) => literals.literals[literal]?.group ?? -1);
    const isPlain = own.length === 1 && gaps === undefined;
    const key = isPlain
      ? `${groups[0]} ${anchor ?? ""}`
      : JSON.stringify(
          term.expression === undefined
            ? [
                gaps === undefined ? [...new Set(groups)].sort((a, b) => a - b) : groups,
                gaps?.map(({ min, max, of }) => [min, String(max), of]) ?? null,
                anchor ?? null,
              ]
            : [number],
        );
    const known = classes.get(key) ?? classes.size;
    classes.set(key, known);
    return known;
  });
  const write = ({ parts, isOrdered, isDisjoint }: LintCondition): string => {
    const written = parts.map(
      (part) =>
        `${part.min}:${
          part.terms.length === 1
            ? classOf[part.terms[0] ?? -1]
            : part.terms
                .map((term) => classOf[term] ?? -1)
                .sort((a, b) => a - b)
                .join()
        }`,
    );
    if (written.length === 1 && !isDisjoint) {
      return written[0] ?? "";
    }
    const all = isOrdered ? written : written.sort();
    return `${isOrdered ? 1 : 0}${isDisjoint ? 1 : 0} ${all.join(";")}`;
  };
  const written = new Map<LintCondition, string>();
  const writeException = (exception: LintCondition): string => {
    const known = written.get(exception) ?? write(exception);
    written.set(exception, known);
    return known;
  };
  const first = new Map<string, number>();
  return Int32Array.from(rules, (rule, number) => {
    if (rule.isDead) {
      return -1;
    }
    const exceptions = new Set(rule.exceptions.filter(({ isDead }) => !isDead).map(writeException));
    const key =
      exceptions.size === 0 ? write(rule) : `${write(rule)}|${[...exceptions].sort().join("|")}`;
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, number);
      return -1;
    }
    return known;
  });
}
