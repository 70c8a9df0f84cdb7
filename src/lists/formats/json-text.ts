/** Where a value of a JSON text stands. */
interface JsonPlace {
  /** Where it starts: UTF-16 code units of the text. */
  readonly start: number;
  /** Where it ends, not included; where the fault is if it is cut short. */
  readonly end: number;
}

/** A list of values. */
export interface JsonArray extends JsonPlace {
  readonly kind: "array";
  /** The items that could be read as a whole, and last one that could not, if its beginning could. */
  readonly items: readonly JsonValue[];
  /** Whether its closing bracket was reached. */
  readonly isWhole: boolean;
}

/** Named values. */
export interface JsonObject extends JsonPlace {
  readonly kind: "object";
  /** By name. Of members of one name, the first. */
  readonly members: ReadonlyMap<string, JsonValue>;
  /** Names that occur again, each once. */
  readonly repeated: readonly string[];
  /** Whether its closing brace was reached. */
  readonly isWhole: boolean;
}

/** A value that holds no other. */
export interface JsonScalar extends JsonPlace {
  readonly kind: "string" | "number" | "boolean" | "null";
  /** What it is. */
  readonly value: string | number | boolean | null;
}

/** A value of a JSON text, with its place. */
export type JsonValue = JsonArray | JsonObject | JsonScalar;

/** Where a text stops being JSON. */
export interface JsonFault {
  /** Offset in UTF-16 code units. */
  readonly offset: number;
  /** What was expected, as a clause. */
  readonly reason: string;
}

/** What was read of a JSON text. */
export interface JsonText {
  /** Its value, as far as it goes; undefined: there is none. */
  readonly value: JsonValue | undefined;
  /** Where it stops being JSON; undefined: nowhere. */
  readonly fault: JsonFault | undefined;
}

/** How much of a JSON text is read. */
export interface JsonBounds {
  /** How deep arrays and objects may stand in each other. Default: 64. */
  readonly maxNesting?: number | undefined;
  /** How many values there may be: each takes about a hundred bytes. Default: 16,777,216. */
  readonly maxValues?: number;
}

const LITERALS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/**
 * Reads a text as RFC 8259 has it, from `from` on, and keeps where each value stands.
 *
 * `JSON.parse` says neither that nor, on every host, where it gave up; and it gives up all that it had read. Here
 * what stands before the first fault is kept, so that a list that was cut short is read as far as it goes.
 *
 * @param bounds - What goes beyond is a fault.
 */
export function readJsonText(
  text: string,
  from: number,
  { maxNesting = 64, maxValues = 2 ** 24 }: JsonBounds = {},
): JsonText {
  let at = from;
  let values = 0;
  let fault: JsonFault | undefined;

  const fail = (reason: string): undefined => {
    fault ??= { offset: at, reason };
    return undefined;
  };

  const skipSpace = (): void => {
    while (" \t\n\r".includes(text.charAt(at) || "x")) {
      at++;
    }
  };

  const readEscape = (): string | undefined => {
    const letter = text.charAt(at + 1);
    if (letter === "u") {
      const digits = text.slice(at + 2, at + 6);
      if (!/^[0-9a-f]{4}$/i.test(digits)) {
        return fail("expected four hexadecimal digits after \\u");
      }
      at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = ESCAPES.get(letter);
    if (character === undefined) {
      return fail("expected an escape that JSON has");
    }
    at += 2;
    return character;
  };

  const readString = (): string | undefined => {
    const pieces: string[] = [];
    at++;
    let start = at;
    for (; at < text.length; ) {
      const code = text.charCodeAt(at);
      if (code === 0x22) {
        pieces.push(text.slice(start, at++));
        return pieces.join("");
      }
      if (code === 0x5c) {
        pieces.push(text.slice(start, at));
        const character = readEscape();
        if (character === undefined) {
          return undefined;
        }
        pieces.push(character);
        start = at;
      } else if (code < 0x20) {
        return fail("expected no control character in a string");
      } else {
        at++;
      }
    }
    return fail("expected a quote that closes the string");
  };

  const readArray = (depth: number): JsonArray => {
    const start = at++;
    const items: JsonValue[] = [];
    const give = (isWhole: boolean): JsonArray => ({
      kind: "array",
      items,
      isWhole,
      start,
      end: at,
    });
    skipSpace();
    if (text[at] === "]") {
      at++;
      return give(true);
    }
    for (;;) {
      const item = readValue(depth);
      if (item !== undefined) {
        items.push(item);
      }
      if (fault !== undefined) {
        return give(false);
      }
      skipSpace();
      if (text[at] === "]") {
        at++;
        return give(true);
      }
      if (text[at] !== ",") {
        fail("expected a comma or a closing bracket");
        return give(false);
      }
      at++;
    }
  };

  const readObject = (depth: number): JsonObject => {
    const start = at++;
    const members = new Map<string, JsonValue>();
    const repeated = new Set<string>();
    const give = (isWhole: boolean): JsonObject => ({
      kind: "object",
      members,
      repeated: [...repeated],
      isWhole,
      start,
      end: at,
    });
    skipSpace();
    if (text[at] === "}") {
      at++;
      return give(true);
    }
    for (;;) {
      skipSpace();
      const name = text[at] === '"' ? readString() : fail("expected the name of a member");
      if (name === undefined) {
        return give(false);
      }
      skipSpace();
      if (text[at] !== ":") {
        fail("expected a colon");
        return give(false);
      }
      at++;
      const value = readValue(depth);
      if (value !== undefined && members.has(name)) {
        repeated.add(name);
      } else if (value !== undefined) {
        members.set(name, value);
      }
      if (fault !== undefined) {
        return give(false);
      }
      skipSpace();
      if (text[at] === "}") {
        at++;
        return give(true);
      }
      if (text[at] !== ",") {
        fail("expected a comma or a closing brace");
        return give(false);
      }
      at++;
    }
  };

  const readScalar = (): JsonScalar | undefined => {
    const start = at;
    const [word = ""] = /^[a-z]*/.exec(text.slice(at, at + 6)) ?? [];
    const literal = LITERALS.get(word);
    if (literal !== undefined) {
      at += word.length;
      return { kind: literal === null ? "null" : "boolean", value: literal, start, end: at };
    }
    const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
    number.lastIndex = at;
    const [digits] = number.exec(text) ?? [];
    if (digits === undefined) {
      return fail("expected a value");
    }
    at += digits.length;
    return { kind: "number", value: Number(digits), start, end: at };
  };

  const readValue = (depth: number): JsonValue | undefined => {
    skipSpace();
    const opening = text[at];
    if (++values > maxValues) {
      return fail(`expected at most ${maxValues} values`);
    }
    if ((opening === "[" || opening === "{") && depth === maxNesting) {
      return fail(`expected arrays and objects at most ${maxNesting} deep (option maxNesting)`);
    }
    if (opening === "[") {
      return readArray(depth + 1);
    }
    if (opening === "{") {
      return readObject(depth + 1);
    }
    if (opening === '"') {
      const start = at;
      const value = readString();
      return value === undefined ? undefined : { kind: "string", value, start, end: at };
    }
    return readScalar();
  };

  const value = readValue(0);
  skipSpace();
  if (fault === undefined && at < text.length) {
    fail("expected nothing after the value");
  }
  return { value, fault };
}
