import { expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import { readChunks, readText, summarize } from "./reading.ts";

async function read(
  text: string | Uint8Array,
  options: { field?: string; maxMessageBytes?: number } = {},
): Promise<unknown[]> {
  return summarize(await readText(text, { format: "csv", ...options }));
}

async function fail(text: string | Uint8Array, field = "text"): Promise<AuditError> {
  const { error } = await readChunks([Buffer.from(text)], { format: "csv", field });
  expect(error).toBeInstanceOf(AuditError);
  return error as AuditError;
}

test("the header names the fields, known and unknown", async () => {
  const csv =
    "id,text,platform,captured,user,time,conversation,translation\r\n" +
    '7,"你好, ""a""",made up,true,u1,2008-10-01,c1,hello\r\n' +
    "8,b,,,,,,\r\n";
  expect(await readText(csv, { format: "csv" })).toEqual([
    {
      message: {
        id: "7",
        text: '你好, "a"',
        platform: "made up",
        captured: true,
        user: "u1",
        time: "2008-10-01",
        conversation: "c1",
        translation: "hello",
        source: { file: "-", line: 2 },
      },
    },
    { message: { id: "8", text: "b", platform: "", source: { file: "-", line: 3 } } },
  ]);
});

test("captured is true, 1, yes or false, 0, no in any letter case", async () => {
  const cells = ["true", "TRUE", "1", "Yes", "false", "False", "0", "no", "", "y", " true", "2"];
  const records = await read(`text,captured\n${cells.map((cell) => `a,${cell}\n`).join("")}`);
  expect(records).toEqual([
    ...[true, true, true, true, false, false, false, false].map((captured, index) => ({
      line: index + 2,
      text: "a",
      captured,
    })),
    { line: 10, text: "a" },
    ...[11, 12, 13].flatMap((line) => [`ignored-field:${line}`, { line, text: "a" }]),
  ]);
});

test("lines are physical: quoted line breaks and blank lines count", async () => {
  const csv = '\ufeff\r\n\ntext,id\r\n"a\r\nb\nc\r",1\r\n\r\n\nd,2\n"e\n\n",3\n\nf,4';
  expect(await read(csv)).toEqual([
    { line: 4, text: "a\r\nb\nc\r", id: "1" },
    { line: 9, text: "d", id: "2" },
    { line: 10, text: "e\n\n", id: "3" },
    { line: 14, text: "f", id: "4" },
  ]);
});

test("an empty text is a message, an empty cell of the audited other field is missing", async () => {
  expect(await read('text\n""\na\n')).toEqual([
    { line: 2, text: "" },
    { line: 3, text: "a" },
  ]);
  expect(await read("text,translation\na,\nb,c\n", { field: "translation" })).toEqual([
    "missing-text:2",
    { line: 3, text: "b", translation: "c" },
  ]);
  expect(await read("id,body\n1,\n", { field: "body" })).toEqual([
    { line: 2, text: "", id: "1", body: "" },
  ]);
});

test("a file of nothing has no messages, nor has a header alone", async () => {
  expect(await read("")).toEqual([]);
  expect(await read("\n\r\n\n")).toEqual([]);
  expect(await read("id,text")).toEqual([]);
});

test("a header without the audited field is an error", async () => {
  const error = await fail("\n\nid,body\n1,a\n");
  expect(error.code).toBe("missing-column");
  expect(error.message).toBe('-:3: no column "text" in the header');
});

test("a header that names a known field twice is an error, of other names the last counts", async () => {
  const error = await fail("text,id,text\na,1,b\n");
  expect(error.code).toBe("malformed-input");
  expect(error.message).toBe('-:1: two columns are named "text"');
  expect(await read("text,x,x,\na,1,2,3\n")).toEqual([{ line: 2, text: "a", x: "2", "": "3" }]);
});

test.each([
  ["a quote that is not closed", 'te"xt\na\n'],
  ["bytes that are no UTF-8", Buffer.from([0x74, 0xff, 0x0a, 0x61])],
])("a header with %s is an error", async (_, csv) => {
  const error = await fail(csv);
  expect(error.code).toBe("malformed-input");
  expect(error.line).toBe(1);
});

test("another number of fields than the header's is malformed", async () => {
  const csv = "id,text\n1\n2,b\n3,c,d\n4,\n";
  expect(await read(csv)).toEqual([
    "malformed:2",
    { line: 3, id: "2", text: "b" },
    "malformed:4",
    { line: 5, id: "4", text: "" },
  ]);
});

test("a broken record costs its first line, and reading goes on with the next", async () => {
  const csv = 'id,text\n1,say "hi"\n2,b\n3,"c" d\n4,e\n5,"f\n6,g\n7,"h"\n8,i\n9,"j\n10,k\n';
  expect(await read(csv)).toEqual([
    "malformed:2",
    { line: 3, id: "2", text: "b" },
    "malformed:4",
    { line: 5, id: "4", text: "e" },
    "malformed:6",
    { line: 7, id: "6", text: "g" },
    { line: 8, id: "7", text: "h" },
    { line: 9, id: "8", text: "i" },
    "malformed:10",
    { line: 11, id: "10", text: "k" },
  ]);
});

test("bytes that are no UTF-8 are an issue at their own line and byte", async () => {
  const csv = Buffer.concat([
    Buffer.from('id,text\n1,"好\nab'),
    Buffer.from([0xe5, 0x41]),
    Buffer.from('"\n2,c\n'),
    Buffer.from([0xff]),
  ]);
  expect(await read(csv)).toEqual([
    "invalid-utf8:3:3",
    { line: 4, id: "2", text: "c" },
    "invalid-utf8:5:1",
  ]);
});

test("a record that is too long is an issue; the longest is not", async () => {
  const long = "x".repeat(10);
  const csv = `text\r\n${long}\r\n${long}x\r\n"${"y".repeat(8)}"\r\n"${"y".repeat(9)}"\r\n"1\n${"z".repeat(50)}\n`;
  expect(await read(csv, { maxMessageBytes: 10 })).toEqual([
    { line: 2, text: long },
    "too-long:3",
    { line: 4, text: "y".repeat(8) },
    "too-long:5",
    "too-long:6",
    "too-long:7",
  ]);
  const [record] = await readText("text\nabcdef\n", { format: "csv", maxMessageBytes: 5 });
  const reason =
    "longer than 5 bytes (option maxMessageBytes); perhaps a quoted field is not closed";
  expect(record).toMatchObject({ issue: { reason } });
});

test("any number of blank lines is no long record", async () => {
  const csv = `text\n${"\n\r\n".repeat(5000)}a${"\n".repeat(5000)}b`;
  expect(await read(csv, { maxMessageBytes: 4 })).toEqual([
    { line: 10_002, text: "a" },
    { line: 15_002, text: "b" },
  ]);
});

test("columns with names of prototypes are plain data", async () => {
  const [record] = await readText("text,__proto__,constructor\na,b,c\n", { format: "csv" });
  const message = record !== undefined && "message" in record ? record.message : {};
  expect(Object.entries(message)).toEqual([
    ["text", "a"],
    ["__proto__", "b"],
    ["constructor", "c"],
    ["source", { file: "-", line: 2 }],
  ]);
  expect(await read("__proto__\nb\n", { field: "__proto__" })).toEqual([
    { line: 2, text: "", ["__proto__"]: "b" },
  ]);
});
