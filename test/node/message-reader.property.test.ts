import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { MessageFormat } from "../../src/node/node.ts";
import { cut, readAll, readChunks, summarize } from "./reading.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.constant([1]));
const object = fc.dictionary(
  fc.constantFrom("text", "id", "time", "user", "captured", "translation", "x", "__proto__"),
  value,
  { noNullPrototype: true },
);
const jsonLine = fc.oneof(
  object.map((fields) => JSON.stringify(fields)),
  object.map((fields) => JSON.stringify(fields).slice(0, -1)),
  fc.constantFrom("", " ", "[]", '{"text":"a"}\r', '{"text":"好🍵"}', '{"text":"a","id":null}'),
);
const csvPiece = fc.constantFrom(
  ...[
    "a",
    "好",
    ",",
    ",",
    '"',
    '"',
    '""',
    "\n",
    "\n",
    "\r\n",
    "\r",
    " ",
    "a,b\n",
    '"a\nb",c\n',
    "\n\n",
  ],
);

/** Bytes with a header for CSV; now and then one of them is broken. */
const bytes = fc
  .tuple(
    fc.oneof(
      fc.array(jsonLine, { maxLength: 12 }).map((lines) => lines.join("\n")),
      fc.array(csvPiece, { maxLength: 40 }).map((pieces) => `text,id\n${pieces.join("")}`),
    ),
    fc.option(fc.tuple(fc.nat(), fc.constantFrom(0xff, 0xc0, 0xe5, 0x0a, 0x22, 0x00)), { freq: 2 }),
  )
  .map(([content, fault]) => {
    const made = Buffer.from(content);
    const [at, byte] = fault ?? [0, made[0]];
    if (made.length > 0) {
      made[at % made.length] = byte ?? 0;
    }
    return made;
  });

test.each<MessageFormat>(["jsonl", "csv", "text"])(
  "%s: the same records, however the bytes come in chunks",
  async (format) => {
    await fc.assert(
      fc.asyncProperty(
        bytes,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(3, 8, 20, 1000),
        async (input, lengths, maxMessageBytes) => {
          const options = { format, maxMessageBytes };
          const whole = await readChunks([input], options);
          const chunked = await readChunks(cut(input, lengths), options);
          const single = await readChunks(cut(input, [1]), options);
          expect(chunked).toEqual(whole);
          expect(single).toEqual(whole);
        },
      ),
      { numRuns: 150 },
    );
  },
);

/** Reads JSON Lines in the simplest way: the whole file, split, parsed. Issues only by code and line. */
function readNaively(path: string): unknown[] {
  const known: Record<string, readonly string[]> = {
    id: ["string", "number"],
    user: ["string", "number"],
    time: ["string"],
    translation: ["string"],
    captured: ["boolean"],
  };
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((content, index): unknown[] => {
      const line = index + 1;
      if (content.trim() === "") {
        return [];
      }
      let parsed: Record<string, unknown>;
      try {
        parsed = JSON.parse(content);
      } catch {
        return [`malformed:${line}`];
      }
      if (Array.isArray(parsed)) {
        return [`malformed:${line}`];
      }
      if (typeof parsed.text !== "string") {
        return [`missing-text:${line}`];
      }
      const wrong = Object.entries(known).filter(
        ([name, types]) => parsed[name] !== undefined && !types.includes(typeof parsed[name]),
      );
      const issues = wrong.filter(([name]) => parsed[name] !== null);
      const left = Object.entries(parsed).filter(
        ([name]) => !wrong.some(([other]) => other === name),
      );
      return [
        ...issues.map(() => `ignored-field:${line}`),
        Object.fromEntries([["line", line], ...left]),
      ];
    });
}

test("jsonl: the same records as of a reader that takes the whole file at once", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(jsonLine, { maxLength: 30 }), fc.boolean(), async (lines, ends) => {
      const path = temporary.write("naive.jsonl", lines.join("\n") + (ends ? "\n" : ""));
      const { records, error } = await readAll(path);
      expect(error).toBeUndefined();
      const short = summarize(records).map((record) =>
        typeof record === "string" ? record.split(":").slice(0, 2).join(":") : record,
      );
      expect(short).toEqual(readNaively(path));
    }),
    { numRuns: 300 },
  );
});

test("text: the lines of the file", async () => {
  const line = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom("", " ", "\t\u3000", "a\r", "\ufeff"),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.boolean(), async (lines, hasCr) => {
      const content = lines.map((one) => one.replaceAll("\n", " ")).join(hasCr ? "\r\n" : "\n");
      const path = temporary.write("naive.txt", content);
      const expected = content
        .replace(/^\ufeff/u, "")
        .split(/\r?\n/u)
        .flatMap((one, index) => (one.trim() === "" ? [] : [{ line: index + 1, text: one }]));
      expect(summarize((await readAll(path)).records)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
