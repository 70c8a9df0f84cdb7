import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { compileFilter, type Filter, loadFilter } from "../../src/filter/filter.ts";
import type { Rule } from "../../src/lists/rule.ts";
import { allow, expressions, folds, rules, spellings, text } from "../support/rule-arbitraries.ts";
import { made, words } from "../support/rules.ts";

// Random filters with rules of every kind are written and loaded: the answers must be those of the original.

/** What the labels of matches say, and all else that JSON shows. */
const shown = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function expectSame(loaded: Filter, filter: Filter, message: string): void {
  expect(loaded.test(message)).toBe(filter.test(message));
  expect(loaded.counts(message)).toEqual(filter.counts(message));
  expect(shown(loaded.matches(message))).toEqual(shown(filter.matches(message)));
  expect(shown(loaded.triggers(message))).toEqual(shown(filter.triggers(message)));
  expect(shown(loaded.disarmed(message))).toEqual(shown(filter.disarmed(message)));
  expect(loaded.foldSets(message)).toEqual(filter.foldSets(message));
  expect(blocksOf(loaded, message)).toEqual(blocksOf(filter, message));
}

function blocksOf(filter: Filter, message: string): unknown {
  const found: unknown[] = [];
  const units = Uint16Array.from(message, (_, at) => message.charCodeAt(at));
  filter.blocks?.scan({ count: 1, units, bounds: Int32Array.of(0, units.length) }, (one, fired) => {
    found.push([one, fired && [...fired.rules.subarray(0, fired.count)].sort()]);
  });
  return filter.blocks && found;
}

/** By bytes: to compare them as values takes a hundred times as long. */
const isSame = (a: ArrayBuffer, b: ArrayBuffer): boolean => Buffer.from(a).equals(Buffer.from(b));

const copies = (own: readonly Rule[]): Rule[] => structuredClone(own) as Rule[];

test("a loaded filter answers as the original", () => {
  fc.assert(
    fc.property(rules, text, folds, allow, fc.boolean(), (own, message, on, phrases, isShared) => {
      const options = {
        folds: on,
        allow: words(phrases.join("\n"), "allowed"),
        ...(on.includes("regional") ? { regional: ["tw"] as const } : {}),
        spellings,
        expressions,
      };
      const filter = compileFilter(made(...own), options);
      const bytes = filter.serialize();
      expect(isSame(compileFilter(made(...copies(own)), options).serialize(), bytes)).toBe(true);
      const shared = new SharedArrayBuffer(bytes.byteLength);
      new Uint8Array(shared).set(new Uint8Array(bytes));
      const loaded = loadFilter(isShared ? shared : bytes, { expressions });
      expectSame(loaded, filter, message);
      expect(loaded.digest).toBe(filter.digest);
      expect(loaded.folds).toEqual(filter.folds);
      expect(loaded.rules).toEqual(filter.rules);
      expect(loaded.lists).toEqual(filter.lists);
      expect(loaded.allow).toEqual(filter.allow);
      expect(loaded.issues).toEqual(filter.issues);
      expect(loaded.rules.map(loaded.spellings)).toEqual(filter.rules.map(filter.spellings));
      expect(isSame(loaded.serialize(), bytes)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("also under folds that look at several characters", () => {
  const character = fc.constantFrom(..."法轮64六四 *aA");
  const string = fc.array(character, { minLength: 1, maxLength: 4 }).map((own) => own.join(""));
  fc.assert(
    fc.property(
      fc.array(string, { minLength: 1, maxLength: 5 }),
      fc.array(string, { maxLength: 5 }),
      (terms, texts) => {
        const filter = compileFilter(words(terms.join("\n")), {
          folds: ["case", "digits", "separators", "repeats"],
          minDigits: 1,
          separatorGap: 2,
        });
        const loaded = loadFilter(filter.serialize());
        expectSame(loaded, filter, texts.join(""));
      },
    ),
    { numRuns: 40 },
  );
});
