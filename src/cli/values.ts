import type { Option } from "commander";

/** What may be said with an option. */
export interface Values {
  /**
   * - `flag`: nothing beside the option
   * - `number`: a number between the bounds
   * - `name`: one of `names`
   * - `names`: some of `names`, with commas
   * - `list`: a file, or a format and a file: `FORMAT=FILE`
   * - `file`: the path of a file
   * - `text`: anything
   * - `texts`: the same, with commas
   */
  readonly kind: "flag" | "number" | "name" | "names" | "list" | "file" | "text" | "texts";
  /** The names, where there are only so many; of a list, its formats. */
  readonly names?: readonly string[];
  /** Whether the option is given again for each further value. */
  readonly isRepeated?: boolean;
  /** Least number. */
  readonly minimum?: number;
  /** Largest number. */
  readonly maximum?: number;
  /** Whether the number is a whole one. */
  readonly isWhole?: boolean;
}

type Parser = NonNullable<Option["parseArg"]>;

const KNOWN = new WeakMap<Parser, Values>();

/** Says of what reads the value of an option what that may be, for completion and configuration. */
export function takes<Own extends (value: string, before: never) => unknown>(
  values: Values,
  parser: Own,
): Own {
  KNOWN.set(parser as unknown as Parser, values);
  return parser;
}

/** What may be said with an option. */
export function valuesOf({ required, argChoices, parseArg, flags }: Option): Values {
  if (!required) return { kind: "flag" };
  if (argChoices !== undefined) return { kind: "name", names: argChoices };
  const known = parseArg === undefined ? undefined : KNOWN.get(parseArg);
  return known ?? { kind: flags.endsWith("<file>") ? "file" : "text" };
}

/**
 * Reads a value of an option that is given again for each further one. A function of its own each time, since
 * {@link takes} knows it by that.
 */
export function addTo(): (value: string, before?: readonly string[]) => readonly string[] {
  return (value, before = []) => [...before, value];
}
