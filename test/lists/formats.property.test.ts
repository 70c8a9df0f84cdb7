import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { AuditError } from "../../src/errors.ts";
import {
  type ExpressionProvider,
  formatList,
  type KeywordList,
  LIST_ENCODINGS,
  type ListIssueCode,
  type ListOptions,
  parseList,
} from "../../src/lists/lists.ts";

// Lists of every format of lines, made up, then cut, with bytes changed, or read in a wrong encoding.

const expressions: ExpressionProvider = {
  translate: (expression) =>
    /[[\]()\\]/u.test(expression.source)
      ? { kind: "refused", reason: "it holds brackets" }
      : { kind: "expression", term: { text: "", expression } },
  compile: () => () => [],
};

const OPERATORS = { "{}": "gap", "*": "gap", "^": "and", "|": "or" } as const;

const FORMATS: readonly ListOptions[] = [
  { format: "lines" },
  { format: "plus", sign: "both" },
  { format: "plus", ordered: true, overlap: "disjoint" },
  { format: "spaces" },
  { format: "comma" },
  { format: "ampersand" },
  { format: "gaps" },
  { format: "stars" },
  { format: "discuz" },
  { format: "discuz", expressions },
  { format: "expressions", expressions, commentIsCategory: true },
  { format: "base64-lines" },
  { format: "tom-skype", fileName: "keyfile.2012-03-21.plain" },
  { format: "line" },
  { format: "line", expressions, dots: "expression" },
  { format: "yy" },
  { format: "yy", operators: OPERATORS },
  { format: "sina-show" },
  { format: "search", fileName: "tea-soft.txt" },
  { format: "translator" },
  { format: "apple", anchors: "text" },
  { format: "github-blacklist" },
  { format: "github-blacklist", syntax: "discuz" },
];

const PIECES = [
  ..."ab茶杯+＋ ,&{}*|^=/.$()[]:12-#\\\r\t",
  ...["{2}", ".{1,3}", "={MOD}", "={BANNED}", " + ", ".*", "(a|b)", ".*a.*b.*\n.*b.*a.*", "(?#x)"],
  ...["&amp;", "&#8226", "dGVh", "//a=1\n", "12: ", "\n\n", "\r\n", "\uFEFF", "\uFFFD", "\0"],
  ...["\n", "\n", "\n", "\n"],
];

const encoder = new TextEncoder();

const lists = fc
  .array(fc.constantFrom(...PIECES), { maxLength: 40 })
  .map((pieces) => encoder.encode(pieces.join("")));

const damaged = fc
  .tuple(lists, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }), fc.nat(), fc.boolean())
  .map(([list, flips, cut, isCut]) => {
    const bytes = Uint8Array.from(list);
    for (const [at, value] of flips) {
      if (bytes.length > 0) {
        bytes[at % bytes.length] = value;
      }
    }
    return isCut ? bytes.subarray(0, cut % (bytes.length + 1)) : bytes;
  })
  .filter((bytes) => !/^(?:\xFF\xFE|\xFE\xFF|\0\0\xFE\xFF)/u.test(String.fromCharCode(...bytes)));

/** Notes of lines that are no rule. */
const NO_RULES: readonly ListIssueCode[] = [
  "blank-line",
  "header",
  "directive",
  "checksum",
  "checksum-mismatch",
  "mirrored-expression",
];

/** How often each line is a rule, or is said to be none. */
function countOutcomes(list: KeywordList): ReadonlyMap<number, number> {
  const lines = [
    ...list.rules.map(({ source }) => source.line),
    ...list.issues
      .filter(({ code, severity }) => severity === "error" || NO_RULES.includes(code))
      .map(({ line }) => line),
  ];
  const counts = new Map<number, number>();
  for (const line of lines) {
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}

test("every line is one rule or has one issue that says that it is none, and the bytes come back", () => {
  fc.assert(
    fc.property(damaged, fc.constantFrom(...FORMATS), fc.boolean(), (bytes, options, trim) => {
      const list = parseList(bytes, { ...options, trim });
      expect(Buffer.from(formatList(list)).equals(bytes)).toBe(true);
      const text = Buffer.from(bytes).toString("latin1");
      const body = text.startsWith("\xEF\xBB\xBF") ? text.slice(3) : text;
      const count = body === "" ? 0 : body.split("\n").length - (body.endsWith("\n") ? 1 : 0);
      const outcomes = countOutcomes(list);
      if (list.info.capture === "corrupt") {
        expect(list.rules).toEqual([]);
      } else {
        expect([...outcomes.keys()].sort((a, b) => a - b)).toEqual(
          Array.from({ length: count }, (_, index) => index + 1),
        );
        expect([...outcomes.values()].every((times) => times === 1)).toBe(true);
      }
      for (const { source, parts } of list.rules) {
        const written = Buffer.from(bytes.subarray(source.start, source.end)).toString("utf8");
        expect(written).toBe(source.raw);
        expect(parts.length).toBeGreaterThan(0);
        for (const { anyOf, min } of parts) {
          expect(min).toBeGreaterThanOrEqual(1);
          expect(anyOf.length).toBeGreaterThan(0);
          for (const { text: literal, gaps = [], expression } of anyOf) {
            expect(literal !== "" || expression !== undefined).toBe(true);
            const places = gaps.map(({ before }) => before);
            expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
            expect(places.every((place) => place > 0 && place < literal.length)).toBe(true);
          }
        }
      }
      const ids = list.rules.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 3_000 },
  );
});

test("in a wrong encoding no list crashes, and issues name their lines", () => {
  fc.assert(
    fc.property(
      damaged,
      fc.constantFrom(...FORMATS),
      fc.constantFrom(...LIST_ENCODINGS),
      (bytes, options, encoding) => {
        let list: KeywordList;
        try {
          list = parseList(bytes, { ...options, encoding });
        } catch (error) {
          expect(error).toBeInstanceOf(AuditError);
          expect((error as AuditError).code).toBe("unsupported-encoding");
          return;
        }
        expect(Buffer.from(formatList(list)).equals(bytes)).toBe(true);
        const most = Math.max(1, Buffer.from(bytes).toString("latin1").split("\n").length);
        expect(list.issues.every(({ line }) => line >= 1 && line <= most)).toBe(true);
      },
    ),
    { numRuns: 1_500 },
  );
});

/** Combinations once more: what is counted, and in which order. */
function naiveCombination(entry: string): readonly string[] {
  const components = entry
    .split("+")
    .map((component) => component.trim())
    .filter(Boolean);
  return [...new Set(components)].map(
    (component) => `${component}*${components.filter((other) => other === component).length}`,
  );
}

test("a combination is its different components, each as often as it stands there", () => {
  const entries = fc.array(fc.constantFrom("a", "b", "茶", "ab", " ", "+", "+", "+"), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(entries, (pieces) => {
      const entry = pieces.join("");
      const { rules } = parseList(entry, { format: "plus" });
      expect(
        rules.flatMap(({ parts }) => parts.map(({ anyOf, min }) => `${anyOf[0]?.text}*${min}`)),
      ).toEqual(naiveCombination(entry));
    }),
  );
});
