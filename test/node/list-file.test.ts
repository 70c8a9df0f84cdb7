import { mkdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import { type ListFileOptions, readList } from "../../src/node/node.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();

async function failure(path: string, options: Partial<ListFileOptions> = {}): Promise<AuditError> {
  const error = await readList(path, { format: "lines", ...options } as ListFileOptions).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AuditError);
  return error as AuditError;
}

test("reads a file as parseList reads its bytes, under the name of the file", async () => {
  const path = temporary.write("words.txt", "茶\ncoffee\n");
  const list = await readList(path, { format: "lines" });
  expect(list.name).toBe("words.txt");
  expect(list.rules.map(({ id }) => id.split(":")[0])).toEqual(["words.txt", "words.txt"]);
  expect(
    list.rules.map(({ source }) => [source.line, source.start, source.end, source.raw]),
  ).toEqual([
    [1, 0, 3, "茶"],
    [2, 4, 10, "coffee"],
  ]);
});

test("unpacks, and leaves .gz out of the name", async () => {
  const path = temporary.write("words.csv.GZ", gzipSync("word,category\ntea,drink\n"));
  const list = await readList(path, {
    format: "csv",
    termColumn: "word",
    categoryColumn: "category",
  });
  expect(list.name).toBe("words.csv");
  expect(list.rules.map(({ metadata }) => metadata.category)).toEqual(["drink"]);
});

test("takes another name and hands on the options", async () => {
  const path = temporary.write("named.txt", " tea \n");
  const list = await readList(path, { format: "lines", name: "drinks", trim: true });
  expect(list.name).toBe("drinks");
  expect(list.rules.flatMap(({ parts }) => parts.flatMap(({ anyOf }) => anyOf))).toEqual([
    { text: "tea" },
  ]);
});

test("an empty file is a list without rules", async () => {
  const list = await readList(temporary.write("empty.txt", ""), { format: "lines" });
  expect(list.rules).toEqual([]);
});

test("a missing file, a directory and damaged data are told with the path", async () => {
  const missing = temporary.path("missing.txt");
  expect(await failure(missing)).toMatchObject({
    code: "unreadable-file",
    message: `${missing}: no such file`,
  });
  const directory = temporary.path("directory");
  mkdirSync(directory);
  expect(await failure(directory)).toMatchObject({
    code: "unreadable-file",
    message: `${directory}: is a directory, expected a file`,
  });
  const damaged = temporary.write("damaged.txt.gz", gzipSync("tea\n").subarray(0, -3));
  expect(await failure(damaged)).toMatchObject({
    code: "malformed-input",
    message: `${damaged}: the gzip data ends too early`,
  });
});

test("a larger file than allowed is an error, by its unpacked size", async () => {
  const path = temporary.write("large.txt.gz", gzipSync("tea\n".repeat(100_000)));
  expect(await failure(path, { maxListBytes: 399_999 })).toMatchObject({
    code: "limit",
    source: path,
    limit: 399_999,
  });
  const list = await readList(path, { format: "lines", maxListBytes: 400_000 });
  expect(list.rules.length).toBe(100_000);
});

test.each([0, -1, 1.5, Number.NaN])("a limit of %p is refused", async (maxListBytes) => {
  await expect(readList("words.txt", { format: "lines", maxListBytes })).rejects.toThrow(
    RangeError,
  );
});
