import { isUtf8 } from "node:buffer";
import { gunzipSync, gzipSync } from "node:zlib";
import { parse as parseCsv } from "csv-parse/sync";
import type { Message, MessageIssue } from "../../../src/audit/message.ts";
import { AuditError } from "../../../src/errors.ts";
import { unpackGzip } from "../../../src/node/gzip.ts";
import type { MessageContext, MessagePart } from "../../../src/node/message-decoder.ts";
import type { MessageFormat } from "../../../src/node/message-format.ts";
import { createDecoder } from "../../../src/node/message-reader.ts";
import { decodeChunks } from "../../support/decoding.ts";
import { bytesOf, type FuzzTarget, hold, holdDocumented, holdEqual, SECRET } from "../target.ts";
import { JSON_TOKENS } from "./json.ts";

/** A message or an issue in short: what two readers must agree in. */
type Read = readonly [line: number, what: string, ...fields: readonly unknown[]];

const FIELDS = ["id", "user", "conversation", "time", "captured", "translation"] as const;

function shortMessage(message: Message): Read {
  const { text, source } = message;
  return [source?.line ?? 0, "message", text, ...FIELDS.map((name) => message[name] ?? null)];
}

function holdIssue({ reason, line, column, file }: MessageIssue): void {
  hold(!reason.includes(SECRET) && reason.length < 200, "an issue that quotes no message");
  hold(line >= 1 && (column === undefined || column >= 1) && file === "f", "a place");
}

/** What is read, and the error that ended it. */
async function read(
  format: MessageFormat,
  chunks: readonly Uint8Array[],
  options: Partial<MessageContext> = {},
): Promise<readonly unknown[]> {
  const context = { file: "f", field: "text", maxMessageBytes: 1e6, inBlocks: false, ...options };
  const decoder = createDecoder({ ...context, format, maxUnpackedBytes: 1e6 });
  const found: Read[] = [];
  const take = (parts: readonly MessagePart[]): void => {
    for (const part of parts) {
      if ("message" in part) found.push(shortMessage(part.message));
      else if ("issue" in part) {
        holdIssue(part.issue);
        found.push([part.issue.line, part.issue.code, part.issue.column ?? null]);
      } else {
        const { count, units, bounds, message, head } = part.block;
        for (let index = 0; index < count; index++) {
          const whole = message(index);
          const span = units.subarray(bounds[2 * index], bounds[2 * index + 1]);
          hold(
            span.length === whole.text.length &&
              span.every((unit, at) => unit === whole.text.charCodeAt(at)),
            "units that are those of the text",
          );
          const own = head?.(index);
          for (const name of ["user", "conversation", "time", "captured"] as const) {
            holdEqual(own?.[name] ?? null, whole[name] ?? null, `${name} of a head`);
          }
          found.push(shortMessage(whole));
        }
      }
    }
  };
  try {
    await decodeChunks(decoder, chunks, take);
    return found;
  } catch (error) {
    holdDocumented(error, [AuditError]);
    return [...found, (error as AuditError).code];
  }
}

/** Chunks of sizes that the input says itself. */
function cut(bytes: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const size = 1 + (((bytes[start] ?? 0) * 7 + chunks.length) % 97);
    chunks.push(bytes.subarray(start, start + size));
    start += size;
  }
  return chunks;
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, start)) {
    lines.push(bytes.subarray(start, at > start && bytes[at - 1] === 0x0d ? at - 1 : at));
    start = at + 1;
  }
  return start < bytes.length ? [...lines, bytes.subarray(start)] : lines;
}

const isName = (value: unknown): boolean =>
  typeof value === "string" || (typeof value === "number" && Number.isFinite(value));
const isText = (value: unknown): boolean => typeof value === "string";
const KINDS: Readonly<Record<(typeof FIELDS)[number], (value: unknown) => boolean>> = {
  id: isName,
  user: isName,
  conversation: isName,
  time: isText,
  translation: isText,
  captured: (value) => typeof value === "boolean",
};

/** Columns are known to the reader alone. */
const withoutColumns = (read: readonly unknown[]): unknown =>
  read.map((row) => (Array.isArray(row) && row[1] !== "message" ? row.slice(0, 2) : row));

/** JSON Lines by `JSON.parse`, line by line. */
function referenceJson(bytes: Uint8Array): readonly Read[] {
  return linesOf(bytes).flatMap((line, index): Read[] => {
    const place = index + 1;
    if (!isUtf8(line)) return [[place, "invalid-utf8"]];
    const text = Buffer.from(line).toString();
    if (/^[ \t\r]*$/u.test(text)) return [];
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return [[place, "malformed"]];
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return [[place, "malformed"]];
    }
    const fields = new Map(Object.entries(value));
    if (!isText(fields.get("text"))) return [[place, "missing-text"]];
    const wrong: Read[] = [];
    // In the order in which the reader looks at them.
    for (const name of ["id", "user", "conversation", "time", "translation", "captured"] as const) {
      const own = fields.get(name) ?? undefined;
      if (own !== undefined && !KINDS[name](own)) {
        wrong.push([place, "ignored-field"]);
        fields.delete(name);
      }
    }
    const all = FIELDS.map((name) => fields.get(name) ?? null);
    return [...wrong, [place, "message", fields.get("text"), ...all]];
  });
}

const JSON_SEEDS = [
  `{"text":"${SECRET} 体制","id":7,"user":"a","conversation":"c","time":"2008-10-01T09:30:00+08:00","captured":true,"translation":"t"}\n{"text":"\\u4f53\\n\\ud83d\\ude00","x":[1,{"y":null}],"captured":null}\r\n\n`,
  `{"user":{},"text":"a"}\n{"text":"a","text":"${SECRET}"}\n{"te\\u0078t":"b"}\n[1]\n{"text":1}\n{"text":"a"`,
  ' \t{ "id" : -0.5e3 , "text" : "" } \r\n{"__proto__":{"text":"p"},"text":"a","toString":1}\n',
];

const jsonl: FuzzTarget = {
  name: "messages/jsonl",
  seeds: bytesOf(...JSON_SEEDS),
  tokens: [
    ...JSON_TOKENS,
    ...['{"text":"', '"text":', '"user":', '"time":"', '"captured":', "1e400", "-", "0.", "1E+2"],
    ...["\\u", "\\ud83d", "\\", "\n", "\r", "\u2028", ":", "}", SECRET, "体", "😀"],
  ],
  async run(bytes) {
    const whole = await read("jsonl", [bytes]);
    holdEqual(withoutColumns(whole), referenceJson(bytes), "JSON Lines");
    holdEqual(await read("jsonl", cut(bytes)), whole, "in chunks");
    holdEqual(await read("jsonl", [bytes], { inBlocks: true }), whole, "in blocks");
    holdEqual(await read("jsonl", cut(bytes), { inBlocks: true }), whole, "in blocks and chunks");
    await read("jsonl", cut(bytes), { maxMessageBytes: 20, inBlocks: true, field: "user" });
  },
};

function referenceText(bytes: Uint8Array): readonly Read[] {
  return linesOf(bytes).flatMap((line, index): Read[] => {
    if (!isUtf8(line)) return [[index + 1, "invalid-utf8"]];
    const text = Buffer.from(line).toString();
    return text.trim() === "" ? [] : [[index + 1, "message", text, ...FIELDS.map(() => null)]];
  });
}

const text: FuzzTarget = {
  name: "messages/text",
  seeds: bytesOf(`${SECRET} 体制\r\n\n \u3000\n😀\ntea`, "a\r\r\n\ufeffb\u2028c\0\n"),
  tokens: ["\n", "\r\n", "\r", "\u00a0", "\u3000", "\ufeff", "\u2028", "体", "😀", "\0", "\u0085"],
  async run(bytes) {
    const whole = await read("text", [bytes]);
    holdEqual(withoutColumns(whole), referenceText(bytes), "lines");
    holdEqual(await read("text", cut(bytes)), whole, "in chunks");
    holdEqual(await read("text", [bytes], { inBlocks: true }), whole, "in blocks");
    holdEqual(await read("text", cut(bytes), { inBlocks: true }), whole, "in blocks and chunks");
    await read("text", cut(bytes), { maxMessageBytes: 5, inBlocks: true });
  },
};

/** The cells of a CSV as `csv-parse` reads them; undefined where it finds a fault. */
function referenceCsv(bytes: Uint8Array): readonly (readonly string[])[] | undefined {
  try {
    return parseCsv(Buffer.from(bytes), {
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      skip_empty_lines: true,
    });
  } catch {
    return undefined;
  }
}

const csv: FuzzTarget = {
  name: "messages/csv",
  seeds: bytesOf(
    `text,user,captured\r\n"${SECRET}, ""体""\n制",a,yes\ntea,,0\n`,
    'text,__proto__,time\na,b,2008-10-01\n\n"c"d,e,f\ng,h\n"never closed,\nx,y,z\n',
  ),
  tokens: [
    '"',
    '""',
    ",",
    "\n",
    "\r\n",
    "\r",
    "text",
    "captured",
    "user",
    "体",
    SECRET,
    "\ufeff",
    "\0",
  ],
  async run(bytes) {
    const whole = await read("csv", [bytes]);
    holdEqual(await read("csv", cut(bytes)), whole, "in chunks");
    await read("csv", cut(bytes), { maxMessageBytes: 16 });
    const records = isUtf8(bytes) ? referenceCsv(bytes) : undefined;
    const [header, ...rest] = records ?? [];
    const at = header?.indexOf("text") ?? -1;
    if (header !== undefined && whole.every((row) => Array.isArray(row)) && at >= 0) {
      const texts = rest
        .filter((cells) => cells.length === header.length)
        .map((cells) => cells[at]);
      const own = whole.flatMap((row) =>
        Array.isArray(row) && row[1] === "message" ? [row[2] as unknown] : [],
      );
      holdEqual(own, texts, "texts of a CSV");
    }
  },
};

const gzip: FuzzTarget = {
  name: "messages/gzip",
  seeds: [
    gzipSync("tea\n体制\n"),
    gzipSync("a".repeat(500), { level: 0 }),
    Buffer.concat([gzipSync("one\n"), gzipSync("two\n"), Buffer.alloc(20)]),
  ],
  tokens: ["\u001f\ufffd", "\0\0\0\0", "\0"],
  async run(bytes) {
    let expected: Buffer | undefined;
    try {
      expected = gunzipSync(bytes);
    } catch {
      expected = undefined;
    }
    const chunks: Uint8Array[] = [];
    async function* source(): AsyncGenerator<Uint8Array, void> {
      yield* cut(bytes);
    }
    try {
      for await (const chunk of unpackGzip(source())) chunks.push(chunk);
    } catch (error) {
      holdDocumented(error, [AuditError]);
      return;
    }
    // What zlib takes for padding or another member may be refused here, but never read otherwise.
    hold(bytes.length === 0 || expected !== undefined, "data that zlib reads too");
    hold(
      bytes.length === 0 || Buffer.concat(chunks).equals(expected as Buffer),
      "the bytes that zlib gives",
    );
  },
};

/** One target for each form of messages, and one for packed ones. */
export const MESSAGE_TARGETS: readonly FuzzTarget[] = [jsonl, text, csv, gzip];
