import type { EntryContent, EntrySyntax, ReportIssue } from "./entry.ts";
import { checkBoolean, checkChoice } from "./option-check.ts";
import type { Condition, Part, Term } from "./rule.ts";

/** What the formats of combinations take. */
export interface CombinationOptions {
  /** Whether one character of a message may serve two components. Default: `shared`. */
  readonly overlap?: Condition["overlap"];
  /** Whether the components must occur in the order in which they are written. Default: false. */
  readonly ordered?: boolean;
}

/**
 * The condition that all components occur, each of which is terms of which one must. A component that is there
 * several times must occur so often; the parts are in the order in which the components first stand. Where they
 * are ordered, only those that follow each other are counted together.
 */
export function combineAlternatives(
  components: readonly (readonly Term[])[],
  { overlap = "shared", ordered = false }: CombinationOptions,
): Condition {
  const parts: Part[] = [];
  const places = new Map<string, number>();
  for (const anyOf of components) {
    const key = JSON.stringify(anyOf);
    const place = places.get(key);
    const before = place === undefined ? undefined : parts[place];
    if (place === undefined || before === undefined || (ordered && place < parts.length - 1)) {
      places.set(key, parts.length);
      parts.push({ anyOf, min: 1 });
    } else {
      parts[place] = { anyOf, min: before.min + 1 };
    }
  }
  return { parts, ordered, overlap };
}

/** The condition that all of these literals occur, as `combineAlternatives` has it. */
export function combine(components: readonly string[], options: CombinationOptions): Condition {
  return combineAlternatives(
    components.map((text) => [{ text }]),
    options,
  );
}

/**
 * @throws RangeError if `overlap` is not one of its values
 * @throws TypeError if `ordered` is no boolean
 */
export function checkCombination({ overlap, ordered }: CombinationOptions): void {
  checkChoice("overlap", overlap, ["shared", "disjoint"]);
  checkBoolean("ordered", ordered);
}

/** Says that so many components of a combination were nothing. */
export function reportMissing(missing: number, report: ReportIssue): void {
  if (missing > 0) {
    const what = missing === 1 ? "1 component" : `${missing} components`;
    report("empty-component", `${what} of nothing: left out, the rule is of the others`);
  }
}

/**
 * Entries of components, all of which must occur. White space around a component is removed. A component of
 * nothing is left out (`empty-component`); an entry of nothing else is no rule (`malformed-entry`).
 *
 * @param split Parts an entry at its operators.
 */
export function createCombinationSyntax(
  split: (raw: string, report: ReportIssue) => readonly string[],
  options: CombinationOptions,
): EntrySyntax {
  checkCombination(options);
  return (raw, report): EntryContent | undefined => {
    const written = split(raw, report);
    const components = written.map((component) => component.trim()).filter((text) => text !== "");
    if (components.length === 0) {
      report("malformed-entry", "a combination of nothing: no rule");
      return undefined;
    }
    reportMissing(written.length - components.length, report);
    return { condition: combine(components, options) };
  };
}
