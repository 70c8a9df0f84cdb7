import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createTally, type Message, mergeTallies, type Tally } from "../../src/audit/audit.ts";
import { ALL_SECTIONS } from "../../src/audit/sections.ts";
import { checkTally } from "../../src/audit/tally-check.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createPseudonyms } from "../../src/privacy/privacy.ts";
import { audit } from "../../src/report/audit.ts";
import { report } from "../../src/report/report.ts";

const filter = compileFilter(parseList("a\nb\nab\nc\n", { format: "lines", name: "letters" }), {
  folds: [],
});
const key = new Uint8Array(32).fill(5);

const messages: fc.Arbitrary<Message> = fc.record(
  {
    text: fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 3 }),
    id: fc.nat(40),
    user: fc.oneof(fc.nat(60), fc.constantFrom("", "lan", "7")),
    conversation: fc.nat(5),
  },
  { requiredKeys: ["text", "id"] },
);

const split = fc.array(fc.array(messages, { maxLength: 50 }), { minLength: 1, maxLength: 5 });

// Small enough that many runs go beyond them.
const options = {
  key,
  userCapacity: 16,
  pairCapacity: 20,
  samples: 3,
  seed: 4,
  showText: true,
} as const;

function count(part: readonly Message[], extra: object = {}): Tally {
  const tally = createTally(filter, { ...options, ...extra });
  for (const message of part) tally.add(message);
  return tally.finish();
}

test("merge is commutative and associative, and equals one pass over everything", () => {
  fc.assert(
    fc.property(split, fc.nat(), (parts, rotation) => {
      const tallies = parts.map((part) => count(part));
      const whole = count(parts.flat());
      const turn = rotation % tallies.length;
      const turned = [...tallies.slice(turn), ...tallies.slice(0, turn)].reverse();
      expect(tallies.reduce(mergeTallies)).toEqual(whole);
      expect(turned.reduce(mergeTallies)).toEqual(whole);
      expect(tallies.reduceRight((sum, tally) => mergeTallies(tally, sum))).toEqual(whole);
      expect(checkTally(JSON.parse(JSON.stringify(whole)), ALL_SECTIONS)).toEqual(whole);
      expect(report(tallies.reduce(mergeTallies), { minUsers: 2, seed: 4 })).toEqual(
        audit(filter, parts.flat(), { ...options, minUsers: 2 }),
      );
    }),
    { numRuns: 150 },
  );
});

test("users: the smallest pseudonyms, with all their messages", () => {
  const pseudonyms = createPseudonyms(key);
  const terms = ["a", "b", "ab", "c"];
  fc.assert(
    fc.property(fc.array(messages, { maxLength: 150 }), (all) => {
      const named = all.filter(({ user }) => user !== undefined && user !== "");
      const nameOf = ({ user }: Message): string => pseudonyms.of("user", user ?? "");
      const names = [...new Set(named.map(nameOf))].sort();
      const kept = names.slice(0, 16);
      const users = count(all).sections?.users;
      if (names.length === 0) {
        expect(users).toBeUndefined();
        return;
      }
      const rowsOf = (name: string): Message[] => named.filter((row) => nameOf(row) === name);
      const firing = (name: string, term: string): number =>
        rowsOf(name).filter(({ text }) => text.includes(term)).length;
      // How many users, smallest first, have their rules together within the bound.
      let withRules = 0;
      for (let pairs = 0; withRules < kept.length; withRules++) {
        const name = kept[withRules] ?? "";
        pairs += terms.filter((term) => firing(name, term) > 0).length;
        if (pairs > 20) break;
      }
      expect(users).toEqual({
        by: "user",
        anonymous: all.length - named.length,
        capacity: 16,
        ...(names.length > 16 ? { bound: names[16] } : {}),
        names: kept,
        messages: kept.map((name) => rowsOf(name).length),
        triggered: kept.map((name) => rowsOf(name).filter(({ text }) => /[abc]/.test(text)).length),
        pairCapacity: 20,
        ...(withRules < kept.length ? { pairBound: kept[withRules] } : {}),
        rules: terms.flatMap((term, index) => {
          const places = kept.flatMap((name, place) =>
            place < withRules && firing(name, term) > 0 ? [place] : [],
          );
          return places.length === 0
            ? []
            : [
                {
                  index,
                  users: places,
                  messages: places.map((place) => firing(kept[place] ?? "", term)),
                },
              ];
        }),
      });
    }),
    { numRuns: 150 },
  );
});

test("nothing of a name is in a tally unless asked for, nor the key", () => {
  const rows = Array.from({ length: 20 }, (_, index) => ({
    id: index,
    user: "lan-secret",
    conversation: "talk-secret",
    text: "a text-secret",
  }));
  const of = (extra: object): string => JSON.stringify(count(rows, { showText: false, ...extra }));
  expect(of({})).not.toContain("secret");
  expect(of({ clusterBy: "conversation" })).not.toContain("secret");
  expect(of({})).not.toContain(JSON.stringify([...key]));
  expect(of({ showText: true })).toContain("text-secret");
  expect(of({ showText: true })).not.toContain("lan-secret");
  expect(of({ showUsers: true })).toContain("lan-secret");
  expect(of({ showUsers: true })).not.toMatch(/text-secret|talk-secret/u);
});

test("samples: the same messages of a rule, whatever else there is, and other ones by another seed", () => {
  const rows = Array.from({ length: 400 }, (_, id) => ({ id, text: id % 2 === 0 ? "a" : "c" }));
  const namesOf = (tally: Tally, index: number): readonly (string | undefined)[] => {
    const { messages: all = [], rules = [] } = tally.sections?.samples ?? {};
    return (rules.find((rule) => rule.index === index)?.messages ?? []).map(
      (place) => all[place]?.message,
    );
  };
  const whole = count(rows);
  expect(namesOf(whole, 0)).toHaveLength(3);
  expect(namesOf(whole, 0).every((name) => Number(name) % 2 === 0)).toBe(true);
  expect(namesOf(count(rows.filter(({ id }) => id % 2 === 0)), 0)).toEqual(namesOf(whole, 0));
  expect(namesOf(count([...rows].reverse()), 0)).toEqual(namesOf(whole, 0));
  expect(namesOf(count(rows, { seed: 5 }), 0)).not.toEqual(namesOf(whole, 0));
});

test("samples are spread evenly", () => {
  // Each of 40 messages is drawn by 3 of 40 seeds: 1,000 seeds draw it 75 times, with a deviation of 8.
  const drawn = new Map<string, number>();
  for (let seed = 0; seed < 1_000; seed++) {
    const tally = createTally(filter, { samples: 3, seed, labels: false });
    for (let id = 0; id < 40; id++) tally.add({ id, text: "a" });
    for (const { message } of tally.finish().sections?.samples?.messages ?? []) {
      drawn.set(message, (drawn.get(message) ?? 0) + 1);
    }
  }
  expect(drawn.size).toBe(40);
  for (const times of drawn.values()) {
    expect(times).toBeGreaterThan(37);
    expect(times).toBeLessThan(113);
  }
});

test("tallies of different keys, or of different ways to draw, do not add up", () => {
  const other = { key: new Uint8Array(32).fill(6) };
  const rows = [{ id: 1, text: "a", user: 1, conversation: 1 }];
  const refused = (extra: object): void => {
    expect(() => mergeTallies(count(rows), count(rows, extra))).toThrow(
      expect.objectContaining({ name: "AuditError", code: "tally-mismatch" }),
    );
  };
  refused(other);
  refused({ key: undefined });
  refused({ clusterBy: "conversation", samples: 3, key });
  refused({ userCapacity: 17 });
  refused({ pairCapacity: 21 });
  refused({ samples: 4 });
  refused({ samples: 0 });
  refused({ seed: 5 });
  refused({ showText: false });
  refused({ showUsers: true });
  refused({ redact: true });
});
