import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type JsonValue, readJsonText } from "../../../src/lists/formats/json-text.ts";

// The reader keeps places and bears with faults; what a JSON text says, and whether it is one, the host knows.

/** What a value says, as `JSON.parse` has it. */
function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case "array":
      return value.items.map(plain);
    case "object":
      return Object.fromEntries(Array.from(value.members, ([name, item]) => [name, plain(item)]));
    default:
      return value.value;
  }
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const PIECES = [
  ...'[]{}:,"\\/ \n\t\rabnu01-+.eE',
  "true",
  "false",
  "null",
  '"a"',
  "\\u00e9",
  "\\ud83d",
  "1e3",
  "-0",
  "\u00a0",
  "\u0001",
  "体",
];

test("it reads what the host reads, and finds a fault where the host finds one", () => {
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join("")),
    fc.tuple(fc.json(), fc.nat(), fc.constantFrom(...PIECES)).map(([json, at, piece]) => {
      const place = at % (json.length + 1);
      return json.slice(0, place) + piece + json.slice(place + 1);
    }),
    fc.json(),
  );
  let read = 0;
  let faults = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const { value, fault } = readJsonText(text, 0);
      const expected = parse(text);
      expect(fault === undefined).toBe(expected !== undefined);
      if (expected === undefined) {
        faults++;
        expect(fault?.offset).toBeGreaterThanOrEqual(0);
        expect(fault?.offset).toBeLessThanOrEqual(text.length);
      } else if (value !== undefined && !text.includes('":')) {
        read++;
        expect(plain(value)).toEqual(expected.value);
      }
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(read, faults)).toBeGreaterThan(300);
});

test("each value stands where its text says the same", () => {
  const check = (text: string, value: JsonValue): void => {
    expect(JSON.parse(text.slice(value.start, value.end))).toEqual(plain(value));
    const inner =
      value.kind === "array"
        ? value.items
        : value.kind === "object"
          ? [...value.members.values()]
          : [];
    for (const item of inner) {
      check(text, item);
    }
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      const text = `\n ${JSON.stringify(json, null, 1)} `;
      const { value } = readJsonText(text, 0);
      expect(value).toBeDefined();
      if (value !== undefined) {
        check(text, value);
      }
    }),
  );
});

test("of a text that is cut short, the items before the cut are there", () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1 }),
      fc.nat(),
      (items, at) => {
        const whole = JSON.stringify(items);
        const text = whole.slice(0, 1 + (at % (whole.length - 1)));
        const { value, fault } = readJsonText(text, 0);
        expect(fault).toBeDefined();
        expect(value?.kind).toBe("array");
        const read = value?.kind === "array" ? value.items : [];
        // Numbers that are cut in two are numbers too, so the last item may be another.
        expect(read.slice(0, -1).map(plain)).toEqual(
          // As they are written: JSON has no negative zero.
          (JSON.parse(JSON.stringify(items)) as unknown[]).slice(0, Math.max(0, read.length - 1)),
        );
      },
    ),
  );
});

test("a member that is there twice is named, and the first counts", () => {
  const { value, fault } = readJsonText('{"a": 1, "b": 2, "a": 3, "a": 4}', 0);
  expect(fault).toBeUndefined();
  expect(value).toMatchObject({ kind: "object", repeated: ["a"], isWhole: true });
  expect(value === undefined ? undefined : plain(value)).toEqual({ a: 1, b: 2 });
});

test.each(["__proto__", "constructor", "toString"])("a member %s is one like any other", (name) => {
  const { value } = readJsonText(`{"${name}": {"x": 1}}`, 0);
  expect(value?.kind === "object" ? [...value.members.keys()] : []).toEqual([name]);
});

test("what is nested deeper than 64 is a fault, however deep", () => {
  const nest = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  expect(readJsonText(nest(64), 0).fault).toBeUndefined();
  expect(readJsonText(nest(65), 0).fault).toEqual({
    offset: 64,
    reason: "expected arrays and objects at most 64 deep (option maxNesting)",
  });
  expect(readJsonText(nest(1_000_000), 0).fault?.offset).toBe(64);
});
