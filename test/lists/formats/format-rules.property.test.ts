import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import {
  type Condition,
  type Exception,
  formatRules,
  parseList,
  type Rule,
  ruleId,
  type Term,
} from "../../../src/lists/lists.ts";

// Rules of every kind, written and read again.

const validate = new Ajv2020().compile(
  JSON.parse(
    readFileSync(new URL("../../../docs/rules.schema.json", import.meta.url), "utf8"),
  ) as Record<string, unknown>,
);

const texts = fc
  .array(fc.constantFrom(...'ab体,+"\\', "😀", " ", "\n", "\ud83d"), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(""));

const sizes = fc
  .tuple(
    fc.nat({ max: 3 }),
    fc.option(fc.nat({ max: 4 })),
    fc.option(fc.constantFrom("any", "non-han" as const)),
  )
  .map(([min, more, of]) => ({
    min,
    max: more === null ? Number.POSITIVE_INFINITY : min + more,
    ...(of === null ? {} : { of }),
  }));

const anchors = fc.constantFrom(
  "text-start",
  "text-end",
  "text",
  "word-start",
  "word-end",
  "word" as const,
);

const terms: fc.Arbitrary<Term> = fc.oneof(
  texts.map((text) => ({ text })),
  fc.record({ text: texts, anchor: anchors }),
  fc.record({ text: texts, gap: sizes }),
  sizes.map((size) => ({
    text: "abc",
    gaps: [
      { before: 1, ...size },
      { before: 2, ...size },
    ],
  })),
  fc.record({
    text: fc.oneof(fc.constant(""), texts),
    expression: fc.record({
      source: texts,
      flags: fc.constantFrom("", "i", "is"),
      dialect: fc.constantFrom("javascript", "pcre" as const),
    }),
  }),
);

const conditions: fc.Arbitrary<Condition> = fc.record({
  parts: fc.array(
    fc.record({
      anyOf: fc.array(terms, { minLength: 1, maxLength: 3 }),
      min: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  ordered: fc.boolean(),
  overlap: fc.constantFrom("shared", "disjoint" as const),
});

const metadata = fc
  .array(fc.tuple(fc.constantFrom("a", "__proto__", "category"), texts), { maxLength: 2 })
  .map((entries) => {
    const values = Object.create(null) as Record<string, string>;
    for (const [name, value] of entries) {
      values[name] = value;
    }
    return values;
  });

const lists = fc.array(conditions, { maxLength: 3 }).chain((shared) => {
  const exceptions: readonly Exception[] = shared.map((condition, index) =>
    index === 0
      ? condition
      : { ...condition, source: { list: "x", line: 1, start: 0, end: 1, raw: "same" } },
  );
  return fc
    .array(
      fc.record(
        {
          condition: conditions,
          raw: texts.filter((text) => text.trim() !== ""),
          isPlain: fc.boolean(),
          exceptions: fc.oneof(
            fc.constant([]),
            fc.array(
              fc.constantFrom(
                ...exceptions,
                ...(exceptions.length === 0
                  ? [
                      {
                        parts: [{ anyOf: [{ text: "z" }], min: 1 }],
                        ordered: false,
                        overlap: "shared",
                      } as const,
                    ]
                  : []),
              ),
              { maxLength: 2 },
            ),
          ),
          action: fc.constantFrom("unknown", "censor", "both" as const),
          severity: fc.constantFrom("hard", "unknown" as const),
          scope: fc.array(texts, { maxLength: 2 }),
          metadata,
        },
        { requiredKeys: ["condition", "raw", "isPlain", "exceptions", "action", "metadata"] },
      ),
      { maxLength: 5 },
    )
    .map((records) => {
      const numbers = new Map<string, number>();
      return records.map(({ condition, isPlain, raw, ...rest }): Rule => {
        const number = (numbers.get(raw) ?? 0) + 1;
        numbers.set(raw, number);
        const plain: Condition = {
          parts: [{ anyOf: [{ text: raw }], min: 1 }],
          ordered: false,
          overlap: "shared",
        };
        return {
          ...(isPlain ? plain : condition),
          ...rest,
          id: ruleId("n", raw, number),
          source: { list: "n", line: 1, start: 0, end: 1, raw },
        };
      });
    });
});

/** A rule without the places in its list. */
function content(rule: Rule): unknown {
  const { source, exceptions, metadata: kept, ...rest } = rule;
  return {
    ...rest,
    raw: source.raw,
    exceptions: exceptions.map(({ parts, ordered, overlap }) => ({ parts, ordered, overlap })),
    metadata: Object.entries(kept),
  };
}

/** Which exceptions are one object: their numbers, by first sight. */
function sharing(rules: readonly Rule[]): unknown {
  const seen: Exception[] = [];
  return rules.map(({ exceptions }) =>
    exceptions.map((exception) => {
      if (!seen.includes(exception)) {
        seen.push(exception);
      }
      return seen.indexOf(exception);
    }),
  );
}

test("rules that are written are the same when they are read, and what is written keeps to the schema", () => {
  let refs = 0;
  fc.assert(
    fc.property(lists, (rules) => {
      const text = formatRules(rules);
      expect(validate(JSON.parse(text))).toBe(true);
      const list = parseList(text, { format: "json", name: "n" });
      expect(list.issues.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(list.rules.map(content)).toEqual(rules.map(content));
      refs += text.includes('{"ref":') ? 1 : 0;
      expect(formatRules(list.rules)).toBe(text);
    }),
    { numRuns: 400 },
  );
  expect(refs).toBeGreaterThan(20);
});

test("exceptions that several rules share are one object again", () => {
  const exception: Exception = {
    parts: [{ anyOf: [{ text: "x" }], min: 1 }],
    ordered: false,
    overlap: "shared",
  };
  const other = { ...exception };
  const rule = (raw: string, exceptions: readonly Exception[]): Rule => ({
    id: `n:${raw}`,
    parts: [{ anyOf: [{ text: raw }], min: 1 }],
    ordered: false,
    overlap: "shared",
    exceptions,
    action: "unknown",
    metadata: {},
    source: { list: "n", line: 1, start: 0, end: 1, raw },
  });
  const rules = [rule("a", [exception, other]), rule("b", [other]), rule("c", [exception])];
  const { rules: again } = parseList(formatRules(rules), { format: "json", name: "n" });
  expect(sharing(again)).toEqual(sharing(rules));
});

test("one rule stands on each line", () => {
  const { rules } = parseList("tea\na+b\n", { format: "plus", name: "n" });
  expect(formatRules(rules).split("\n").slice(2, -3)).toEqual([
    '"tea",',
    '{"id":"a+b","parts":["a","b"]}',
  ]);
  expect(formatRules([])).toBe('{ "format": "filter-audit/rules", "version": 1,\n"rules": []\n}\n');
});
