import { malformed } from "./container.ts";
import type { StringTable, StringWriter } from "./strings.ts";

/** Where values are written to: words of 32 bits, and the strings that they name by number. */
export interface ValueWriter {
  /** The words so far. */
  readonly words: number[];
  /** Numbers strings. */
  readonly strings: StringWriter;
}

/** Where values are read from. */
export interface ValueReader {
  /** The words. */
  readonly words: Uint32Array;
  /** What strings there are. */
  readonly strings: StringTable;
  /** The word that is read next. */
  place: number;
}

/** How values of a type are written as words, checked and read. */
export interface Shape<T> {
  /** Writes a value. */
  write(value: T, to: ValueWriter): void;
  /**
   * Passes over a value.
   *
   * @throws AuditError `malformed-input` if it is none of the shape
   */
  check(from: ValueReader): void;
  /** Reads a value that was checked. */
  read(from: ValueReader): T;
}

/** A property that may be absent. */
export interface Optional<T> {
  /** The shape where it is there. */
  readonly optional: Shape<T>;
}

/** The shapes of the properties of `T`. */
export type Properties<T> = {
  readonly [K in keyof T]-?: object extends Pick<T, K>
    ? Optional<Exclude<T[K], undefined>>
    : Shape<T[K]>;
};

function next(from: ValueReader): number {
  if (from.place >= from.words.length) {
    throw malformed("has a record that ends too early");
  }
  return from.words[from.place++] as number;
}

/** Strings. */
export const STRING: Shape<string> = {
  write: (value, { words, strings }) => words.push(strings.number(value)),
  check: (from) => {
    if (next(from) >= from.strings.length) {
      throw malformed("names a string that is not there");
    }
  },
  read: (from) => from.strings.at(next(from)),
};

/** Whole numbers below 2^32. */
export const WORD: Shape<number> = {
  write: (value, { words }) => {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
      throw new RangeError(`${value} cannot be written, expected a whole number below 2^32`);
    }
    words.push(value);
  },
  check: (from) => {
    next(from);
  },
  read: next,
};

/** Whole numbers below a limit. */
export function below(limit: number): Shape<number> {
  return {
    ...WORD,
    check: (from) => {
      const number = next(from);
      if (number >= limit) {
        throw malformed(`names number ${number} of ${limit} things`);
      }
    },
  };
}

const halves = new DataView(new ArrayBuffer(8));

/** Numbers of any kind. */
export const REAL: Shape<number> = {
  write: (value, { words }) => {
    halves.setFloat64(0, value, true);
    words.push(halves.getUint32(0, true), halves.getUint32(4, true));
  },
  check: (from) => {
    next(from);
    next(from);
  },
  read: (from) => {
    halves.setUint32(0, next(from), true);
    halves.setUint32(4, next(from), true);
    return halves.getFloat64(0, true);
  },
};

/** One of some values, by its number. */
export function oneOf<const T>(values: readonly T[]): Shape<T> {
  return {
    write: (value, { words }) => {
      const number = values.indexOf(value);
      if (number < 0) {
        throw new RangeError(
          `${JSON.stringify(value)} cannot be written, expected one of ${values.join(", ")}`,
        );
      }
      words.push(number);
    },
    check: (from) => {
      if (next(from) >= values.length) {
        throw malformed("holds a word of a choice that it does not have");
      }
    },
    read: (from) => values[next(from)] as T,
  };
}

/** Lists of values. */
export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return {
    write: (values, to) => {
      to.words.push(values.length);
      for (const value of values) {
        shape.write(value, to);
      }
    },
    check: (from) => {
      // Each value takes a word or more, so that a count that is too large ends at the end of the words.
      for (let left = next(from); left > 0; left--) {
        shape.check(from);
      }
    },
    read: (from) => Array.from({ length: next(from) }, () => shape.read(from)),
  };
}

/** A property that may be absent. */
export function optional<T>(shape: Shape<T>): Optional<T> {
  return { optional: shape };
}

/** Objects with known properties. What else they have is left out. */
export function recordOf<T extends object>(properties: Properties<T>): Shape<T> {
  const entries = Object.entries(properties) as [keyof T, Shape<unknown> | Optional<unknown>][];
  return {
    write: (value, to) => {
      for (const [name, shape] of entries) {
        const own: unknown = value[name];
        if ("optional" in shape) {
          to.words.push(own === undefined ? 0 : 1);
          if (own !== undefined) {
            shape.optional.write(own, to);
          }
        } else {
          shape.write(own, to);
        }
      }
    },
    check: (from) => {
      for (const [, shape] of entries) {
        if (!("optional" in shape)) {
          shape.check(from);
          continue;
        }
        const flag = next(from);
        if (flag > 1) {
          throw malformed("has a property that is neither there nor absent");
        }
        if (flag === 1) {
          shape.optional.check(from);
        }
      }
    },
    read: (from) => {
      const value: Partial<Record<keyof T, unknown>> = {};
      for (const [name, shape] of entries) {
        if (!("optional" in shape)) {
          value[name] = shape.read(from);
        } else if (next(from) === 1) {
          value[name] = shape.optional.read(from);
        }
      }
      return value as T;
    },
  };
}

/** Free names with strings: read into an object without prototype, so that no name means anything. */
export const NAMED_STRINGS: Shape<Readonly<Record<string, string>>> = {
  write: (value, to) => {
    const entries = Object.entries(value);
    to.words.push(entries.length);
    for (const [name, text] of entries) {
      STRING.write(name, to);
      STRING.write(text, to);
    }
  },
  check: (from) => {
    for (let left = next(from); left > 0; left--) {
      STRING.check(from);
      STRING.check(from);
    }
  },
  read: (from) => {
    const value: Record<string, string> = Object.create(null) as Record<string, string>;
    for (let left = next(from); left > 0; left--) {
      const name = STRING.read(from);
      value[name] = STRING.read(from);
    }
    return Object.freeze(value);
  },
};
