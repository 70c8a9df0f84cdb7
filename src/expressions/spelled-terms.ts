import type { Term } from "../lists/rule.ts";
import type { Notes } from "./notes.ts";
import { termOf } from "./spelled-term.ts";
import { spellOut } from "./spelling-out.ts";
import type { Tree } from "./tree.ts";

/**
 * Terms of which one occurs if and only if `tree` matches somewhere; with `startsHere`, if it matches from the same
 * place. Undefined if there are no such terms.
 */
export function spelledTerms(
  tree: Tree,
  notes: Notes,
  startsHere: boolean,
): readonly Term[] | undefined {
  const terms: Term[] = [];
  for (const spelling of spellOut(tree) ?? []) {
    const term = termOf(spelling, notes, startsHere);
    if (term === undefined) {
      return undefined;
    }
    terms.push(term);
  }
  return terms.length === 0 ? undefined : terms;
}
