import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createCsvReader } from "../../src/node/csv-records.ts";
import { cut } from "./reading.ts";

/** A record with the line on which it starts, or the line of a fault. */
type Read = readonly [line: number, cells: readonly string[] | "malformed" | "too-long"];

async function read(
  content: string,
  lengths: readonly number[],
  maxRecordBytes = 1000,
): Promise<Read[]> {
  const found: Read[] = [];
  const reader = createCsvReader(maxRecordBytes, {
    record: (cells, line) => found.push([line, cells]),
    fault: ({ code, line }) => found.push([line, code === "too-long" ? code : "malformed"]),
  });
  for (const chunk of cut(Buffer.from(content), lengths)) {
    await reader.push(chunk);
  }
  await reader.finish();
  return found;
}

/** A record of RFC 4180 at `start`, character by character; undefined if there is none. */
function referenceRecord(
  content: string,
  start: number,
): { cells: string[]; end: number } | undefined {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    let cell = "";
    if (content[at] === '"') {
      for (
        at++;
        content[at] !== '"' || content[at + 1] === '"';
        at += content[at] === '"' ? 2 : 1
      ) {
        if (at >= content.length) {
          return undefined;
        }
        cell += content[at];
      }
      at++;
    } else {
      for (; at < content.length && !/^(?:,|\r?\n)/u.test(content.slice(at)); at++) {
        if (content[at] === '"') {
          return undefined;
        }
        cell += content[at];
      }
    }
    cells.push(cell);
    const [lineBreak] = /^\r?\n|^$/u.exec(content.slice(at)) ?? [];
    if (lineBreak !== undefined) {
      return { cells, end: at + lineBreak.length };
    }
    if (content[at] !== ",") {
      return undefined;
    }
    at++;
  }
}

/** All records; after a fault it goes on with the line after the one on which the record starts. */
function reference(content: string): Read[] {
  const found: Read[] = [];
  for (let at = 0; at < content.length; ) {
    const line = content.slice(0, at).split("\n").length;
    const [blank] = /^\r?\n/u.exec(content.slice(at)) ?? [];
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const record = referenceRecord(content, at);
    found.push([line, record?.cells ?? "malformed"]);
    const lineEnd = content.indexOf("\n", at);
    at = record?.end ?? (lineEnd === -1 ? content.length : lineEnd + 1);
  }
  return found;
}

const pieces = ["a", "好", " ", ",", ",", '"', '"', '"', '""', "\n", "\n", "\r\n", "\r"];

test("the records of a reader that goes character by character, and the same faults", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join("")),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      async (content, lengths) => {
        expect(await read(content, lengths)).toEqual(reference(content));
      },
    ),
    { numRuns: 1000 },
  );
});

test("what a writer of CSV wrote comes back", async () => {
  const cell = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 10 }),
    fc.constantFrom("", '"', ",", "\n", "\r\n", 'a "b" c', "\n\n"),
  );
  const quote = (content: string): string => `"${content.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 10 }),
      fc.constantFrom("\n", "\r\n"),
      fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 }),
      async (rows, lineBreak, lengths) => {
        const content = rows.map((row) => row.map(quote).join(",")).join(lineBreak);
        const found = await read(content, lengths);
        expect(found.map(([, cells]) => cells)).toEqual(rows);
      },
    ),
    { numRuns: 300 },
  );
});

test("a record is too long exactly when its bytes without the line break are more than the limit", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: 30 }), fc.constantFrom("a", "好", "a\n", "\r\n,")), {
        maxLength: 8,
      }),
      fc.constantFrom("\n", "\r\n"),
      fc.integer({ min: 1, max: 40 }),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
      async (rows, lineBreak, limit, lengths) => {
        const records = rows.map(([count, unit]) => `"${unit.repeat(count)}"`);
        const found = await read(records.map((one) => one + lineBreak).join(""), lengths, limit);
        // After a long record its further lines are read as what they look like, so only starts count.
        let line = 1;
        for (const [index, record] of records.entries()) {
          const isLong = Buffer.byteLength(record) > limit;
          const [, actual] = found.find(([start]) => start === line) ?? [];
          expect(actual).toEqual(isLong ? "too-long" : [rows[index]?.[1].repeat(rows[index][0])]);
          line += record.split("\n").length;
          if (isLong && record.includes("\n")) {
            return;
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("many records in small chunks, so that what is held moves under the parser", async () => {
  const rows = Array.from({ length: 3000 }, (_, index) => [`${index}`, `text "${index}"`]);
  const content = rows.map(([id, text]) => `${id},"${text?.replaceAll('"', '""')}"\n`).join("");
  for (const lengths of [[1], [7, 13, 1, 50], [4095]]) {
    expect(await read(content, lengths)).toEqual(rows.map((cells, index) => [index + 1, cells]));
  }
});
