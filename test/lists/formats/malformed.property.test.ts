import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { AuditError } from "../../../src/errors.ts";
import {
  formatList,
  type KeywordList,
  type ListOptions,
  parseList,
} from "../../../src/lists/lists.ts";

// Lists of the formats of tables and JSON, cut, with bytes changed, in the wrong encoding: whatever comes of it, it
// is a list or an error that says where, and the bytes are kept.

const FULL = JSON.stringify({
  format: "filter-audit/rules",
  version: 1,
  info: { app: "体" },
  exceptions: { pot: { parts: ["tea", "pot"] } },
  rules: [
    "tea",
    {
      id: "体制",
      parts: [{ anyOf: [{ text: "😀b", gaps: [{ before: 2, max: 2 }] }], min: 2 }],
      exceptions: [{ ref: "pot" }],
      metadata: { a: "\\" },
    },
    { parts: [{ anyOf: [{ expression: { source: "a", dialect: "pcre" } }] }] },
  ],
});

const EXTENUATING = 'c,n,which\n放+假,2,"tea+milk, 体制"\n"x",1,coffee\n';

const SAMPLES: readonly (readonly [name: string, text: string, options: ListOptions])[] = [
  [
    "csv",
    'word,kind\r\n"te""a",x\n体制+b,plus\n',
    { format: "csv", termColumn: "word", syntax: { column: "kind", values: { plus: "plus" } } },
  ],
  ["csv without header", "tea,1\n体,2\n", { format: "csv", termColumn: 1, header: false }],
  [
    "csv of two tables",
    "a,b\ntea,1\n,\nword,b\n体,2\n",
    { format: "csv", termColumn: "word", table: 2 },
  ],
  [
    "tom-skype-csv",
    "word,lists,client\ntea,TOM-Skype Mobile;Sina UC List 1,Both\n体,,\n",
    { format: "tom-skype-csv" },
  ],
  ["svp", "word,lists\ntea,YY High\n", { format: "svp", list: "YY High" }],
  [
    "livestream",
    "Client,word,latest event type,latest event date\nYY,体,add,2031\n",
    { format: "livestream" },
  ],
  ["wechat-csv", "Keyword,Group Chat ,1-1 Chat\ntea+体,Blocked,\n", { format: "wechat-csv" }],
  ["qqmail", "tea+milk\n体制\ncoffee\n", { format: "qqmail", extenuating: EXTENUATING }],
  ["json", FULL, { format: "json" }],
  [
    "json at a path",
    '{"date": "2031", "words": ["tea", "体"]}',
    { format: "json", path: "/words" },
  ],
  [
    "automod",
    '[{"name": "a", "trigger_metadata": {"keyword_filter": ["*tea*", "体"], "regex_patterns": ["a+"]}, "actions": [{"type": 1}]}]',
    { format: "automod" },
  ],
  [
    "mastodon",
    '[{"title": "a", "context": ["home"], "keywords": [{"keyword": "体", "whole_word": true}]}]',
    { format: "mastodon" },
  ],
  ["obscenity", "|te[a]|\nd?ude\n\\[体\n", { format: "obscenity" }],
];

/** A list, or undefined where its header cannot be read, which only a CSV may be refused for. */
function attempt(input: string | Uint8Array, options: ListOptions): KeywordList | undefined {
  try {
    return parseList(input, { ...options, name: "n" });
  } catch (error) {
    expect(error).toBeInstanceOf(AuditError);
    expect(error).toMatchObject({
      code: expect.stringMatching(/^(?:missing-column|malformed-input|unsupported-encoding)$/u),
      source: "n",
    });
    expect(options.format).not.toMatch(/^(?:json|automod|mastodon|obscenity)$/u);
    return undefined;
  }
}

function check(list: KeywordList, bytes: Uint8Array): void {
  expect(Buffer.from(formatList(list)).equals(bytes)).toBe(true);
  const lines = bytes.filter((byte) => byte === 0x0a).length + 1;
  for (const { line, message } of list.issues) {
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
    expect(message.length).toBeLessThan(400);
  }
  for (const { source, parts } of list.rules) {
    expect(source.start).toBeLessThanOrEqual(source.end);
    expect(source.end).toBeLessThanOrEqual(bytes.length);
    expect(source.line).toBeLessThanOrEqual(lines);
    expect(parts.length).toBeGreaterThan(0);
  }
  expect(new Set(list.rules.map(({ id }) => id)).size).toBe(list.rules.length);
}

const changes = fc.record({
  cut: fc.double({ min: 0, max: 1, noNaN: true }),
  flips: fc.array(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), fc.nat({ max: 255 })),
    {
      maxLength: 3,
    },
  ),
  encoding: fc.constantFrom("utf-8", "utf-16le", "utf-16be", "gbk", "gb18030", "big5" as const),
});

describe.each(SAMPLES)("%s", (_name, text, options) => {
  test("as it is, it is a list", () => {
    const list = parseList(text, options);
    expect(list.rules.length).toBeGreaterThan(0);
    expect(list.format).toBe(options.format);
    expect(Buffer.from(formatList(list)).toString()).toBe(text);
  });

  test("cut, changed, in the wrong encoding", () => {
    const whole = Buffer.from(text);
    fc.assert(
      fc.property(changes, ({ cut, flips, encoding }) => {
        const bytes = Uint8Array.from(whole.subarray(0, Math.round(cut * whole.length)));
        for (const [place, value] of flips) {
          if (bytes.length > 0) {
            bytes[Math.floor(place * bytes.length)] = value;
          }
        }
        const list = attempt(bytes, { ...options, encoding });
        if (list !== undefined) {
          check(list, bytes);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("with lone surrogates, as a string", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("\ud83d", "\ude00", "\uFFFD", "\0"), (at, unit) => {
        const place = at % (text.length + 1);
        const given = text.slice(0, place) + unit + text.slice(place);
        const list = attempt(given, options);
        for (const { source } of list?.rules ?? []) {
          expect(source.end).toBeLessThanOrEqual(given.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});
