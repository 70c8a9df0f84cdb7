import { checkArray, checkObject, checkString, fail } from "./field-check.ts";
import { compareStrings, createFirst } from "./first.ts";

/** What an option of a command was. */
export type ProvenanceOption = string | number | boolean | readonly string[];

/**
 * What made an output: versions, command and options. It is data that the caller states, so that results stay the same
 * for the same input; the filter and its folds stand in the output itself.
 */
export interface Provenance {
  /** Version of `filter-audit`, such as `1.2.0`. */
  readonly version?: string;
  /** Version of ICU on the host, by which words are told apart, such as `78.2`. */
  readonly icu?: string;
  /** The command as it can be typed, with the names of files as they were given. */
  readonly command?: string;
  /** The options that were in force, by name: those that were given, and those that have a default value. */
  readonly options?: Readonly<Record<string, ProvenanceOption>>;
}

/** Most entries that a sum of tallies keeps. */
const MOST_ENTRIES = 1000;

/** A copy with the fields of a provenance alone, in fixed order. */
export function copyProvenance({ version, icu, command, options }: Provenance): Provenance {
  return {
    ...(version === undefined ? {} : { version }),
    ...(icu === undefined ? {} : { icu }),
    ...(command === undefined ? {} : { command }),
    ...(options === undefined ? {} : { options: copyOptions(options) }),
  };
}

/** Options by name, in an object without prototype: the names may be any string. */
function copyOptions(
  options: Readonly<Record<string, ProvenanceOption>>,
): Readonly<Record<string, ProvenanceOption>> {
  const copy: Record<string, ProvenanceOption> = Object.create(null);
  for (const name of Object.keys(options).sort(compareStrings)) {
    const value = options[name] as ProvenanceOption;
    copy[name] = typeof value === "object" ? [...value] : value;
  }
  return copy;
}

/** What made either of two tallies, each once, in an order that does not depend on theirs. */
export function mergeProvenance(
  a: readonly Provenance[],
  b: readonly Provenance[],
): readonly Provenance[] {
  const byText = new Map(
    [...a, ...b].map((each) => {
      const copy = copyProvenance(each);
      return [JSON.stringify(copy), copy] as const;
    }),
  );
  const first = createFirst<readonly [string, Provenance]>(MOST_ENTRIES, ([x], [y]) =>
    compareStrings(x, y),
  );
  for (const entry of byText) first.add(entry);
  return first.items().map(([, each]) => each);
}

/** Checks what stands in a tally, which may come from anyone's file. */
export function checkProvenance(value: unknown): void {
  const entries = checkArray(value, "provenance");
  if (entries.length > MOST_ENTRIES) fail("provenance", `of at most ${MOST_ENTRIES} entries`);
  for (const [index, item] of entries.entries()) {
    const path = `provenance[${index}]`;
    const each = checkObject(item, path);
    for (const name of ["version", "icu", "command"] as const) {
      if (each[name] !== undefined) checkString(each[name], `${path}.${name}`);
    }
    const options = each.options === undefined ? {} : checkObject(each.options, `${path}.options`);
    for (const [place, option] of Object.values(options).entries()) {
      const isPlain = ["string", "number", "boolean"].includes(typeof option);
      const isList = Array.isArray(option) && option.every((one) => typeof one === "string");
      if (!isPlain && !isList) {
        fail(`number ${place} of ${path}.options`, "a string, a number, a boolean or strings");
      }
    }
  }
}
