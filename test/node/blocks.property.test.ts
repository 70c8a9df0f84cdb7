import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { createTally } from "../../src/audit/audit.ts";
import { compileFilter } from "../../src/filter/filter.ts";
import { parseList } from "../../src/lists/lists.ts";
import { createJsonDecoder } from "../../src/node/json-messages.ts";
import type {
  MessageContext,
  MessageDecoder,
  MessagePart,
} from "../../src/node/message-decoder.ts";
import { createTextDecoder } from "../../src/node/text-messages.ts";
import { decodeChunks } from "../support/decoding.ts";

// What is read in blocks must be counted exactly as what is read message by message.

const key = new Uint8Array(32).fill(7);

const lists = [
  ["通知", "知\n通", "明天", "a", "\u{20000}", "…", "ﬃ", "体制", "\ud83d", "ab"],
  ["通", "通知", "知"],
  ["明天+通知", "a+b"],
];

const filters = lists.flatMap((entries, index) =>
  [[], undefined].map((folds) =>
    compileFilter(
      index < 2
        ? parseList(JSON.stringify(entries), { format: "json", name: "words" })
        : parseList(entries.join("\n"), { format: "plus", name: "pairs" }),
      folds === undefined ? {} : { folds },
    ),
  ),
);

/** Counts bytes that come in chunks; the names of what triggers, in their order, besides. */
async function count(
  create: (context: MessageContext) => MessageDecoder,
  chunks: readonly Uint8Array[],
  filter: (typeof filters)[number],
  options: { readonly inBlocks: boolean; readonly field: string; readonly max: number },
): Promise<unknown> {
  const { inBlocks, field, max } = options;
  const decoder = create({ file: "f", field, maxMessageBytes: max, inBlocks });
  const tally = createTally(filter, { field, key, labels: false, cards: 3, samples: 2 });
  const seen: unknown[] = [];
  let blocks = 0;
  const take = (parts: readonly MessagePart[]): void => {
    for (const part of parts) {
      if ("block" in part) {
        blocks++;
        tally.addBlock?.(part.block, (message) => seen.push(message));
      } else if ("issue" in part) {
        tally.addIssue(part.issue);
        seen.push(part.issue);
      } else if (tally.add(part.message)) {
        seen.push(part.message);
      }
    }
  };
  await decodeChunks(decoder, chunks, take);
  if (!inBlocks) {
    expect(blocks).toBe(0);
  }
  return { tally: tally.finish(), seen, line: decoder.line };
}

const piece = fc.constantFrom(
  ..."通知明天ab硬體製AＡ…ﬃ\u200b\u{20000}\u3000 \t\u00a0\ufeff😀é",
  "通知",
  "明天",
);

const words = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));

const line = fc.oneof({ weight: 8, arbitrary: words }, { weight: 1, arbitrary: fc.constant("\r") });

const broken = fc.constantFrom([0xff], [0xe9, 0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0]);

const lineBytes = fc.oneof(
  { weight: 12, arbitrary: line.map((text) => [...Buffer.from(text)]) },
  { weight: 1, arbitrary: broken },
);

const ending = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r\r\n", "\n\n");

function fileOf(lines: fc.Arbitrary<readonly number[]>): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.array(fc.tuple(lines, ending), { maxLength: 12 }), lines)
    .map(([all, last]) =>
      Uint8Array.from([...all.flatMap(([bytes, end]) => [...bytes, ...Buffer.from(end)]), ...last]),
    );
}

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let start = 0;
  for (let next = 0; start < bytes.length; next++) {
    const size = sizes[next % sizes.length] ?? 1;
    chunks.push(bytes.subarray(start, start + size));
    start += size;
  }
  return chunks;
}

const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });
const longest = fc.constantFrom(12, 60, 1_000_000);

async function expectSame(
  create: (context: MessageContext) => MessageDecoder,
  bytes: Uint8Array,
  cuts: readonly number[],
  max: number,
  field: string,
): Promise<void> {
  for (const filter of filters) {
    const whole = await count(create, [bytes], filter, { inBlocks: false, field, max });
    for (const chunks of [[bytes], cut(bytes, cuts)]) {
      expect(await count(create, chunks, filter, { inBlocks: true, field, max })).toEqual(whole);
    }
  }
}

test("plain text in blocks is counted as line by line, wherever chunks are cut", async () => {
  await fc.assert(
    fc.asyncProperty(fileOf(lineBytes), sizes, longest, (bytes, cuts, max) =>
      expectSame(createTextDecoder, bytes, cuts, max, "text"),
    ),
    { numRuns: 150 },
  );
});

const blank = fc.constantFrom("", "", "", " ", "\t", "  ", "\r");

/** A string as JSON, its characters as they are or escaped. */
const jsonString = fc.tuple(words, fc.integer({ min: 0, max: 3 })).map(([text, way]) => {
  const written = JSON.stringify(text);
  return way === 0
    ? written.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    : written;
});

const odd = fc.constantFrom(
  '"\\ud83d"',
  '"\\ude00通\\n知\\/\\b\\f\\r\\t\\"\\\\"',
  '"\\u901A\\u77e5"',
  '"\\x"',
  '"\\u12"',
  '"a\tb"',
  '"open',
  "tru",
  "nul",
  "01",
  "1.",
  "1e",
  "-",
  "+1",
  "[1,]",
  '{"a":1,}',
  "'a'",
);

const scalar = fc.oneof(
  { weight: 4, arbitrary: jsonString },
  {
    weight: 4,
    arbitrary: fc.constantFrom("0", "-0", "17", "-3.25", "1e999", "1E2", "null", "true", "false"),
  },
  { weight: 1, arbitrary: odd },
);

const value = fc.oneof(
  { weight: 6, arbitrary: scalar },
  {
    weight: 1,
    arbitrary: fc.tuple(scalar, scalar).map(([a, b]) => `[${a}, {"text" :${b}, "n":[]},{}]`),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }).map(nested) },
);

function nested(levels: number): string {
  return "[".repeat(levels) + "]".repeat(levels);
}

const time = fc.constantFrom('"2008-10-01"', '"2008-10-02T09:30:00Z"', '"2008\\u002d10-03"');

const member = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant('"text"'), jsonString) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('"time"'), time) },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc
        .constantFrom(
          ...["text", "id", "user", "conversation", "time", "captured", "translation", "source"],
          ...["", "texts", "__proto__", "\u{20000}"],
        )
        .map((name) => JSON.stringify(name)),
      value,
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('"t\\u0065xt"', '"a\\', "text"), value) },
);

const object = fc
  .tuple(fc.array(fc.tuple(member, blank), { maxLength: 5 }), blank)
  .map(
    ([members, space]) =>
      `${space}{${members.map(([[name, held], gap]) => `${gap}${name}${gap}:${gap}${held}${gap}`).join(",")}}${space}`,
  );

const jsonLine = fc
  .oneof(
    { weight: 12, arbitrary: object },
    { weight: 1, arbitrary: value },
    { weight: 1, arbitrary: fc.constantFrom("", "  ", "\ufeff{}", '{"text":"a"}}', '{"text":"a"') },
  )
  .map((text) => [...Buffer.from(text)]);

test("JSON Lines in blocks are counted as line by line, wherever chunks are cut", async () => {
  const field = fc.constantFrom(
    "text",
    "text",
    "text",
    "translation",
    "user",
    "\ud800",
    "\u{20000}",
  );
  const lines = fc.oneof({ weight: 12, arbitrary: jsonLine }, { weight: 1, arbitrary: broken });
  await fc.assert(
    fc.asyncProperty(fileOf(lines), sizes, longest, field, (bytes, cuts, max, name) =>
      expectSame(createJsonDecoder, bytes, cuts, max, name),
    ),
    { numRuns: 500 },
  );
});

test("blocks come where they can, and hold all messages of sound lines", () => {
  const context = { file: "f", field: "text", maxMessageBytes: 1000, inBlocks: true };
  const lines = [
    '{"text":"\\u901a知"}',
    '{"user": 7 , "text": "ab", "more":[{"a":null}], "captured":true}',
    ' { "id":"x","time":"2008-10-01" ,"text":"c\\n"}\r',
  ];
  const counts = (create: typeof createTextDecoder, text: string): unknown => {
    const parts: MessagePart[] = [];
    create(context).push(Buffer.from(text), parts);
    return parts.map((part) => ("block" in part ? part.block.count : part));
  };
  expect(counts(createTextDecoder, "通知\nab\n\n明天\n")).toEqual([3]);
  expect(counts(createJsonDecoder, `${lines.join("\n")}\n`)).toEqual([3]);
});
