import { compileAutomaton } from "../../dist/bundled/automaton/automaton.js";
import { compileFilter, parseList } from "../../dist/bundled/index.js";
import { groupLiterals, patternsOf } from "../../dist/finder/groups.js";
import { createClassTable, createFolding } from "../../dist/unicode/unicode.js";

// What is measured of filter-audit: the public filter, and the automaton within it, made in the same way.

/** A list of plain words. */
export function listOf(terms) {
  return parseList(`${terms.join("\n")}\n`, { format: "lines", name: "words" });
}

/** The filter that a user has. */
export function makeFilter(terms, folds) {
  return compileFilter(listOf(terms), { folds });
}

/** The automaton that such a filter searches with. */
export function makeAutomaton(terms, folds) {
  const { table, encoded } = createClassTable(createFolding(folds), terms);
  const groups = groupLiterals(encoded, undefined);
  return compileAutomaton(patternsOf(encoded, groups), table);
}
