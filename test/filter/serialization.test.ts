import { MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readContainer, type Section, writeContainer } from "../../src/binary/binary.ts";
import { AuditError } from "../../src/errors.ts";
import { compileFilter, type Filter, loadFilter, loadTestFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createFold } from "../../src/unicode/unicode.ts";
import { expressions } from "../support/rule-arbitraries.ts";
import { made, words } from "../support/rules.ts";

const filter = compileFilter(words("体制\nFLG\n六四"));
const bytes = filter.serialize();

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof AuditError ? `${error.code}: ${error.reason}` : String(error);
  }
  return "nothing thrown";
}

test("is the same in a message of another thread, at an odd place of a buffer, and shared", () => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(bytes);
  const received = receiveMessageOnPort(port2)?.message as ArrayBuffer;
  const odd = new Uint8Array(bytes.byteLength + 1);
  odd.set(new Uint8Array(bytes), 1);
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(new Uint8Array(bytes));
  port1.postMessage(shared);
  const sharedHere = receiveMessageOnPort(port2)?.message as SharedArrayBuffer;
  port1.close();
  for (const source of [received, odd.subarray(1), sharedHere, Buffer.from(bytes)]) {
    const loaded = loadFilter(source);
    expect(loaded.matches("體制 flg").map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [3, 6],
    ]);
    expect(loaded.rules.map(({ id }) => id)).toEqual(["words:体制", "words:FLG", "words:六四"]);
    expect(loaded.digest).toBe(filter.digest);
  }
});

test("searches code units without strings, as the original does", () => {
  expect(filter.blocks).toBeDefined();
  expect(loadFilter(bytes).blocks).toBeDefined();
  expect(loadTestFilter(bytes).blocks).toBeDefined();
});

test("keeps what is known of lists, their issues and their bytes", () => {
  const list = parseList("\ufeff体制\r\n\r\n体制\r\n", {
    format: "lines",
    name: "words",
    info: { app: "an app", date: "2012-03", scope: ["chat"], action: "both" },
  });
  const allow = words("体制内", "allowed");
  const loaded = loadFilter(compileFilter(list, { allow }).serialize());
  expect(loaded.lists).toEqual([list]);
  expect(JSON.stringify(loaded.lists[0]?.rules)).toBe(JSON.stringify(list.rules));
  expect(loaded.allow).toEqual([allow]);
  expect(loaded.disarmed("体制内")[0]?.rule).toBe(loaded.rules[0]);
});

test("a name of metadata that means something to objects is a name", () => {
  const list = parseList("term,__proto__\n体制,x\n", {
    format: "csv",
    termColumn: "term",
    name: "words",
  });
  expect(Object.keys(list.rules[0]?.metadata ?? {})).toEqual(["__proto__"]);
  const [rule] = loadFilter(compileFilter(list).serialize()).rules;
  expect(Object.entries(rule?.metadata ?? {})).toEqual([["__proto__", "x"]]);
  expect(Object.getPrototypeOf(rule?.metadata)).toBeNull();
});

test("knows scripts as the original does, without asking for spellings again", () => {
  let asked = 0;
  const spelled = compileFilter(words("头发"), {
    spellings: (terms) => {
      asked++;
      return terms.map((term) => (term === "头发" ? ["头发", "頭髮"] : [term]));
    },
  });
  const loaded = loadFilter(spelled.serialize());
  expect(loaded.matches("頭髮 头发 頭發").map(({ script }) => script)).toEqual([
    "variant",
    "exact",
    "loose",
  ]);
  expect(loaded.spellings(loaded.rules[0] as Filter["rules"][0])).toEqual(
    spelled.spellings(spelled.rules[0] as Filter["rules"][0]),
  );
  expect(asked).toBe(1);
});

test("a fold of the user's own is given again, the same", () => {
  const fold = createFold("lookalikes", { 曰: "日" });
  const own = compileFilter(words("日本"), { folds: ["case", fold] }).serialize();
  expect(loadFilter(own, { folds: [createFold("lookalikes", { 曰: "日" })] }).test("曰本")).toBe(
    true,
  );
  const missing =
    'RangeError: the filter was compiled with a fold "lookalikes" of the user\'s own, expected the same among the folds that are given';
  expect(codeOf(() => loadFilter(own))).toBe(missing);
  const other = createFold("lookalikes", { 囗: "口" });
  expect(codeOf(() => loadFilter(own, { folds: [other] }))).toBe(missing);
  expect(codeOf(() => loadFilter(bytes, { folds: [fold] }))).toBe(
    "RangeError: the fold lookalikes is given, and the filter was compiled without it",
  );
});

test("an expression needs what runs it", () => {
  const rule = made({
    ...(words("x").rules[0] as Filter["rules"][0]),
    parts: [
      {
        anyOf: [{ text: "", expression: { source: "a+b", flags: "", dialect: "javascript" } }],
        min: 1,
      },
    ],
  });
  const own = compileFilter(rule, { expressions }).serialize();
  expect(loadFilter(own, { expressions }).counts("xaab")).toEqual([{ rule: 0, occurrences: 1 }]);
  expect(codeOf(() => loadFilter(own))).toMatch(/^unsupported-rule: a compiled filter has an expr/);
});

test("without rules it says whether and which, and holds no term", () => {
  const secret = compileFilter(words("AUTOINCREMENT\nVACUUM INTO"));
  const own = secret.serialize({ rules: false });
  const loaded = loadTestFilter(own);
  expect(loaded.test("a vacuum into b")).toBe(true);
  expect(loaded.test("a vacuum in b")).toBe(false);
  expect(loaded.counts("autoincrement vacuum into autoincrement")).toEqual([
    { rule: 0, occurrences: 2 },
    { rule: 1, occurrences: 1 },
  ]);
  expect([loaded.ruleCount, loaded.digest]).toEqual([2, secret.digest]);
  for (const encoding of ["utf8", "utf16le"] as const) {
    const text = Buffer.from(own).toString(encoding);
    expect(text).not.toMatch(/AUTOINCREMENT|VACUUM|list/iu);
    // What is looked for would be found, were it there.
    expect(Buffer.from(secret.serialize()).toString("utf16le")).toContain("AUTOINCREMENT");
  }
  expect(codeOf(() => loadFilter(own))).toMatch(/^malformed-input: .* without its rules/);
});

test("refuses to leave out terms whose text is needed", () => {
  const anchored = made({
    ...(words("x").rules[0] as Filter["rules"][0]),
    parts: [{ anyOf: [{ text: "x", anchor: "word" }], min: 1 }],
  });
  for (const own of [
    compileFilter(words("x"), { folds: ["separators"] }),
    compileFilter(anchored),
  ]) {
    expect(() => own.serialize({ rules: false })).toThrow(RangeError);
  }
});

test("refuses what is no filter, cut or changed, and says so without a word of it", () => {
  expect(() => loadFilter("x" as unknown as ArrayBuffer)).toThrow(TypeError);
  expect(() => loadFilter(null as unknown as ArrayBuffer)).toThrow(TypeError);
  for (const length of [0, 4, 71, 72, bytes.byteLength - 4, bytes.byteLength - 1]) {
    expect(codeOf(() => loadFilter(bytes.slice(0, length)))).toMatch(/^malformed-input: /);
  }
  expect(codeOf(() => loadFilter(new TextEncoder().encode('{"format":1}'.repeat(50))))).toBe(
    "malformed-input: a compiled filter does not begin as one",
  );
  const longer = new Uint8Array(bytes.byteLength + 4);
  longer.set(new Uint8Array(bytes));
  expect(codeOf(() => loadFilter(longer))).toMatch(/^malformed-input: /);
});

test("refuses a flip of any bit", () => {
  fc.assert(
    fc.property(fc.nat(bytes.byteLength - 1), fc.nat(7), (place, bit) => {
      const flipped = new Uint8Array(bytes.slice(0));
      flipped[place] = (flipped[place] ?? 0) ^ (1 << bit);
      expect(codeOf(() => loadFilter(flipped))).toMatch(/^malformed-input: /);
    }),
    { numRuns: 200 },
  );
});

// A checksum tells accidents. What follows is of buffers that someone made on purpose, with a checksum that is right.

const ODD_RULES = compileFilter(
  made(
    ...words("x1\nx2").rules.map((rule, index): Filter["rules"][0] => ({
      ...rule,
      parts: [
        { anyOf: [{ text: "体制", anchor: "word" }, { text: "ab" }], min: 2 },
        { anyOf: [{ text: `a${index}b`, gap: { min: 0, max: 2 } }], min: 1 },
      ],
      overlap: "disjoint",
      exceptions: [
        { parts: [{ anyOf: [{ text: "é" }], min: 1 }], ordered: true, overlap: "shared" },
      ],
    })),
  ),
  { allow: words("体制内", "allowed"), spellings: (terms) => terms.map((term) => [term, "體制"]) },
);

const TEXTS = ["", "体制 ab a0b a 1 b é", "體制内 ab AB a1b", "\ud800x\udc00", "ﬁ…体a制"];

/** Asks all that can be asked; what comes out is of no account, but that it does. */
function askAll(loaded: Filter): void {
  for (const text of TEXTS) {
    loaded.test(text);
    loaded.counts(text);
    JSON.stringify(loaded.matches(text));
    JSON.stringify(loaded.triggers(text));
    JSON.stringify(loaded.disarmed(text));
    loaded.foldSets(text);
    const units = Uint16Array.from(text, (_, at) => text.charCodeAt(at));
    const bounds = Int32Array.of(0, units.length);
    loaded.blocks?.scan({ count: 1, units, bounds }, () => undefined);
  }
  JSON.stringify([loaded.lists, loaded.allow, loaded.issues, loaded.rules.map(loaded.spellings)]);
}

/** The same filter with one number changed. */
function withNumber(own: Filter, name: string, old: number, value: number): ArrayBuffer {
  const { format, digest, sections } = readContainer(own.serialize());
  const changed = (sections.get(name) as Section).slice();
  const place = changed.indexOf(old);
  expect(place).toBeGreaterThanOrEqual(0);
  changed[place] = value;
  return writeContainer({ format, digest, sections: new Map([...sections, [name, changed]]) });
}

test.each([
  ["a bound of a fold that there is not", "head.words", 13, 17],
  ["another such bound", "head.words", 11, 0],
  ["a literal without characters", "strings.starts", 2, 0],
  ["a literal that reaches beyond the strings", "strings.starts", 2, 9_999],
  ["a group that is not there", "groups", 1, 2],
  ["a term without a literal of its number", "literalOf", 1, 7],
  ["a rule to look at that is not there", "watch.watchers", 1, 2],
])("refuses %s", (_, name, old, value) => {
  const own = compileFilter(words("体制\n六四"), { separatorGap: 13, minDigits: 11 });
  expect(codeOf(() => loadFilter(withNumber(own, name, old, value)))).toMatch(/^malformed-input: /);
});

test("whatever the numbers in it are, it is refused or answers", () => {
  const sources = [filter, ODD_RULES].map((own) => readContainer(own.serialize()));
  let refused = 0;
  let answered = 0;
  fc.assert(
    fc.property(
      fc.nat(1),
      fc.nat(),
      fc.nat(),
      fc.oneof(fc.constantFrom(0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff), fc.nat(300)),
      fc.boolean(),
      (which, pick, place, value, isRelative) => {
        const { format, digest, sections } = sources[which] as ReturnType<typeof readContainer>;
        const names = [...sections.keys()];
        const name = names[pick % names.length] as string;
        const changed = (sections.get(name) as Section).slice();
        const at = place % Math.max(changed.length, 1);
        changed[at] = isRelative ? (changed[at] ?? 0) + (value % 7) - 3 : value;
        const buffer = writeContainer({
          format,
          digest,
          sections: new Map([...sections, [name, changed]]),
        });
        try {
          askAll(loadFilter(buffer));
          answered++;
        } catch {
          // What is taken throws no more: so it is loading that threw.
          refused++;
          expect(codeOf(() => loadFilter(buffer))).toMatch(
            /^malformed-input: |^RangeError: the fil/,
          );
        }
      },
    ),
    { numRuns: 150, seed: 20261123 },
  );
  // Neither all that is changed is refused, nor nothing.
  expect(Math.min(refused, answered)).toBeGreaterThan(20);
});
