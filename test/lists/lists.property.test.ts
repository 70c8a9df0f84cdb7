import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { AuditError } from "../../src/errors.ts";
import {
  formatList,
  type KeywordList,
  type ListOptions,
  parseList,
  ruleId,
} from "../../src/lists/lists.ts";
import {
  issueKey,
  type NaiveInput,
  type NaiveList,
  naiveBytes,
  naiveCsv,
  naiveLines,
  naiveText,
} from "./naive-list.ts";

// Random lists of pieces that mean something to a reader, against the readers of `naive-list.ts`.

const TEXT_PIECES = [
  ...'ab中,;"\n\r \t',
  "\n",
  "\r\n",
  '""',
  '"\n"',
  '","',
  "\u{1F600}",
  "\uFEFF",
  "\u3000",
  "\0",
  "\uFFFD",
];
const LONE_SURROGATES = ["\uD83D", "\uDE00"];
/** A stray continuation, a cut sequence, an overlong form, a surrogate, too large a code point, no lead. */
const BROKEN_BYTES = [[0x80], [0xe4, 0xbd], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90], [0xff]];

const encoder = new TextEncoder();

const texts = fc
  .array(fc.constantFrom(...TEXT_PIECES, ...LONE_SURROGATES), { maxLength: 40 })
  .map((pieces) => pieces.join(""));

const bytePieces: number[][] = [
  ...TEXT_PIECES.map((piece) => Array.from(encoder.encode(piece))),
  ...BROKEN_BYTES,
];
const bytes = fc
  .array(fc.constantFrom(...bytePieces), { maxLength: 40 })
  .map((pieces) => Uint8Array.from(pieces.flat()))
  // Such a mark is another encoding, which is refused as a whole.
  .filter((given) => !/^(?:\xFF\xFE|\xFE\xFF|\0\0\xFE\xFF)/.test(String.fromCharCode(...given)));

function expectSame(list: KeywordList, input: NaiveInput, naive: NaiveList): void {
  const { rules, issues } = naive;
  expect(
    list.rules.map(({ source: { line, start, end, raw } }) => ({ line, start, end, raw })),
  ).toEqual(rules.map(({ line, start, end, raw }) => ({ line, start, end, raw })));
  expect(list.issues.map(({ line, code }) => issueKey(line, code)).sort()).toEqual(issues);
  const lines = list.issues.map(({ line }) => line);
  expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  for (const { source } of list.rules) {
    const written = input.decode(input.units.slice(source.start, source.end));
    expect(list.format === "lines" ? written : written?.replaceAll('""', '"')).toContain(
      source.raw,
    );
  }
}

test("lines: every line is the rule, the error or the note that a naive reader says", () => {
  fc.assert(
    fc.property(fc.oneof(texts, bytes), fc.boolean(), (given, trim) => {
      const input = typeof given === "string" ? naiveText(given) : naiveBytes(given);
      const list = parseList(given, { format: "lines", trim });
      expectSame(list, input, naiveLines(input, trim));
    }),
    { numRuns: 1_500 },
  );
});

test("csv: every record is the rule, the error or the note that a naive reader says", () => {
  const headers = fc.constantFrom("a,w\n", "w\r\n", '\n"w",b,\n', "\uFEFFw,b\n");
  fc.assert(
    fc.property(headers, fc.oneof(texts, bytes), fc.boolean(), (header, body, trim) => {
      const given =
        typeof body === "string"
          ? header + body
          : Uint8Array.from([...encoder.encode(header), ...body]);
      const input = typeof given === "string" ? naiveText(given) : naiveBytes(given);
      const naive = naiveCsv(input, "w", trim);
      expect(naive).toBeDefined();
      const list = parseList(given, { format: "csv", termColumn: "w", trim });
      expectSame(list, input, naive as NaiveList);
    }),
    { numRuns: 2_500 },
  );
});

test("csv: a table that is written out is read back, whatever is in it", () => {
  const names = ["word", "__proto__", "constructor", "note"];
  const fields = fc.array(fc.constantFrom(...TEXT_PIECES, ...LONE_SURROGATES), { maxLength: 6 });
  const table = fc.array(
    fc.array(fc.record({ pieces: fields, isQuoted: fc.boolean() }), {
      minLength: names.length,
      maxLength: names.length,
    }),
    { maxLength: 8 },
  );
  const delimiters = fc.constantFrom(",", ";", "\t", "，");
  fc.assert(
    fc.property(table, delimiters, fc.constantFrom("\n", "\r\n"), (records, delimiter, end) => {
      const rows = records
        .map((record) =>
          record.map(({ pieces, isQuoted }) => ({ text: pieces.join(""), isQuoted })),
        )
        .filter(([term]) => (term?.text ?? "").trim() !== "");
      const written = rows.map((row) =>
        row
          .map(({ text, isQuoted }) =>
            isQuoted || /[",;\t，\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
          )
          .join(delimiter),
      );
      const list = parseList([names.join(delimiter), ...written, ""].join(end), {
        format: "csv",
        termColumn: "word",
        delimiter,
      });
      expect(list.rules.map(({ parts }) => parts[0]?.anyOf[0]?.text)).toEqual(
        rows.map(([term]) => term?.text),
      );
      expect(list.rules.map(({ metadata }) => Object.entries(metadata))).toEqual(
        rows.map((row) =>
          names
            .map((name, index) => [name, row[index]?.text ?? ""])
            .filter(([name, value]) => name !== "word" && value !== ""),
        ),
      );
    }),
    { numRuns: 500 },
  );
});

const GOOD_LIST = encoder.encode(
  '\uFEFFword,note\r\n法轮,"a ""quoted"" note"\r\n"two\nlines",x\r\n北四环 车祸,\r\nemoji \u{1F600},"a, b"\r\n',
);

const damaged = fc
  .array(
    fc.record({
      at: fc.nat(GOOD_LIST.length),
      length: fc.nat(9),
      put: fc.uint8Array({ maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((edits) => {
    let list = Array.from(GOOD_LIST);
    for (const { at, length, put } of edits) {
      list = list.toSpliced(at, length, ...put);
    }
    return Uint8Array.from(list);
  });

const ANY_OPTIONS: readonly ListOptions[] = [
  { format: "lines" },
  { format: "csv", termColumn: "word" },
];

test("any bytes are read without a crash and given back as they were", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.uint8Array({ maxLength: 60 }), damaged),
      fc.constantFrom(...ANY_OPTIONS),
      (given, options) => {
        let list: KeywordList;
        try {
          list = parseList(given, options);
        } catch (error) {
          expect(error).toBeInstanceOf(AuditError);
          // Not a line, but the whole: another encoding, or a table without that column.
          expect(
            options.format === "lines"
              ? ["unsupported-encoding"]
              : ["unsupported-encoding", "missing-column", "malformed-input"],
          ).toContain((error as AuditError).code);
          return;
        }
        expect(Buffer.from(formatList(list)).equals(given)).toBe(true);
        const ids = list.rules.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      },
    ),
    { numRuns: 1_500 },
  );
});

test("an id does not depend on the other entries", () => {
  const entries = fc.array(fc.constantFrom("a", "a ", "b", "b#2", "c", "#c"), { maxLength: 12 });
  fc.assert(
    fc.property(entries, entries, fc.boolean(), (before, after, trim) => {
      const ids = (words: readonly string[]): string[] =>
        parseList(words.join("\n"), { format: "lines", name: "n", trim })
          .rules.filter(({ source }) => source.raw === "a")
          .map(({ id }) => id);
      const others = (words: readonly string[]): string[] => words.filter((word) => word !== "a");
      const mixed = [...before, "a", ...after];
      const count = mixed.length - others(mixed).length;
      const expected = Array.from({ length: count }, (_, index) => ruleId("n", "a", index + 1));
      expect(ids(mixed)).toEqual(expected);
      expect(ids(mixed.toSorted())).toEqual(expected);
      expect(ids(mixed.toReversed())).toEqual(expected);
    }),
  );
});
