import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { ruleId } from "../../src/lists/rule-id.ts";

const CHARACTERS = [
  ..."aA1 %:#~u234中é",
  "\t",
  "\n",
  "\r",
  "\0",
  "\u3000",
  "\u202e",
  "\u200b",
  "\u2028",
  "\ufffd",
  "\ud83d",
  "\ude00",
  "\u{1f600}",
  "\u{e0100}",
];

const strings = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.array(fc.constantFrom(...CHARACTERS), { maxLength }).map((picked) => picked.join("")),
    fc.string({ unit: "binary", maxLength }),
  );

const parts = fc.tuple(
  strings(8),
  fc.oneof(strings(8), strings(90)),
  fc.integer({ min: 1, max: 30 }),
);

/** Undoes the id of an entry that is not cut. */
function readId(id: string): [name: string, raw: string, number: number] {
  const decode = (text: string): string =>
    text.replace(/%u([0-9A-F]{4})|((?:%[0-9A-F]{2})+)/g, (_all, unit?: string, bytes?: string) =>
      unit === undefined
        ? Buffer.from((bytes ?? "").replaceAll("%", ""), "hex").toString("utf8")
        : String.fromCharCode(Number.parseInt(unit, 16)),
    );
  const [, name = "", raw = "", number = "1"] = /^([^:]*):([^#]*)(?:#(\d+))?$/s.exec(id) ?? [];
  return [decode(name), decode(raw), Number(number)];
}

test("an id that is not cut can be read back, so no two are equal", () => {
  fc.assert(
    fc.property(parts, ([name, raw, number]) => {
      fc.pre(raw.length <= 64);
      expect(readId(ruleId(name, raw, number))).toEqual([name, raw, number]);
    }),
    { numRuns: 3_000 },
  );
});

test("different arguments give different ids", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(parts, { selector: (part) => JSON.stringify(part), maxLength: 30 }),
      (all) => {
        const ids = all.map(([name, raw, number]) => ruleId(name, raw, number));
        expect(new Set(ids).size).toBe(all.length);
      },
    ),
    { numRuns: 300 },
  );
});

test("an id holds nothing that cannot be seen, and is short", () => {
  fc.assert(
    fc.property(parts, ([name, raw, number]) => {
      const id = ruleId(name, raw, number);
      expect(id).not.toMatch(
        /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u,
      );
      expect(id).not.toMatch(/[^\S ]/u);
      expect(id.length).toBeLessThanOrEqual(12 * (name.length + 64) + 20);
    }),
    { numRuns: 2_000 },
  );
});
