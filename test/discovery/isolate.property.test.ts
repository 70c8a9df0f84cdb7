import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { type IsolationState, isolatedList, isolateTerms } from "../../src/discovery/discovery.ts";
import { compileFilter } from "../../src/filter/filter.ts";

// Boxes that know combinations of terms, written apart: a text triggers if it holds all terms of one of them.

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 });
const rules = fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 5,
});
const texts = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 40 });

type Rules = readonly (readonly string[])[];

const triggersOn =
  (combinations: Rules) =>
  (text: string): boolean =>
    combinations.some((terms) => terms.every((term) => text.includes(term)));

/** What of a combination cannot be left out: terms within other terms can. */
const needed = (terms: readonly string[]): string =>
  [...new Set(terms)]
    .filter((term, _, all) => !all.some((other) => other !== term && other.includes(term)))
    .sort()
    .join();

test("what is found is a combination of the box, no more and no less", async () => {
  await fc.assert(
    fc.asyncProperty(rules, texts, async (combinations, text) => {
      const box = triggersOn(combinations);
      const { status, combinations: found } = await isolateTerms(box, text);
      expect(status).toBe("done");
      expect(found.length > 0).toBe(box(text));
      const known = new Set(combinations.map(needed));
      for (const { terms, isVerified } of found) {
        expect(isVerified).toBe(true);
        expect(known).toContain([...terms].sort().join());
      }
    }),
    { numRuns: 500 },
  );
});

/** Whether what holds one combination holds the other. */
const implies = (more: readonly string[], less: readonly string[]): boolean =>
  less.every((term) => more.some((other) => other.includes(term)));

test("every combination of the box that stands in the text is found, but for those that hold another", async () => {
  await fc.assert(
    fc.asyncProperty(rules, texts, async (combinations, text) => {
      const { status, combinations: found } = await isolateTerms(triggersOn(combinations), text);
      const standing = combinations.filter((terms) => triggersOn([terms])(text));
      const least = standing.filter(
        (terms) => !standing.some((other) => implies(terms, other) && !implies(other, terms)),
      );
      expect(status).toBe("done");
      const told = found.map(({ terms }) => [...terms].sort().join());
      expect(told.sort()).toEqual([...new Set(least.map(needed))].sort());
    }),
    { numRuns: 500 },
  );
});

test("terms of which the order counts are found in it", async () => {
  await fc.assert(
    fc.asyncProperty(word, word, texts, async (first, second, text) => {
      const box = (asked: string): boolean => {
        const place = asked.indexOf(first);
        return place >= 0 && asked.includes(second, place + first.length);
      };
      const { combinations } = await isolateTerms(box, text, { most: 1 });
      expect(combinations.map(({ terms }) => terms)).toEqual(box(text) ? [[first, second]] : []);
    }),
    { numRuns: 300 },
  );
});

test("a run that was cut off goes on where it stopped, whatever the budgets", async () => {
  await fc.assert(
    fc.asyncProperty(rules, texts, fc.integer({ min: 1, max: 9 }), async (all, text, step) => {
      const whole = await isolateTerms(triggersOn(all), text);
      let asked = 0;
      const box = (each: string): boolean => {
        asked++;
        return triggersOn(all)(each);
      };
      let state: IsolationState | undefined;
      let found = await isolateTerms(box, text, { budget: step });
      for (let budget = 2 * step; found.status === "budget"; budget += step) {
        state = JSON.parse(JSON.stringify(found.state));
        found = await isolateTerms(box, text, { budget, ...(state && { state }) });
      }
      expect(found).toEqual(whole);
      expect(asked).toBe(whole.queries);
    }),
    { numRuns: 100 },
  );
});

test("the list of what was found triggers where the box does, on pieces of the text", async () => {
  await fc.assert(
    fc.asyncProperty(rules, texts, async (combinations, text) => {
      const { combinations: found } = await isolateTerms(triggersOn(combinations), text);
      const filter = compileFilter(isolatedList(found), { folds: [] });
      expect(filter.test(text)).toBe(found.length > 0);
      for (const { terms } of found) expect(filter.test(terms.join("\n"))).toBe(true);
    }),
    { numRuns: 100 },
  );
});
