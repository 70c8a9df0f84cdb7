import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { PassThrough, Writable } from "node:stream";
import { describe, expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import { type Output, openOutput } from "../../src/node/node.ts";
import { createTemporary } from "./temporary.ts";

const temporary = createTemporary();
const isPosix = process.platform !== "win32";

async function failure(run: () => Promise<unknown>): Promise<AuditError> {
  const error = await run().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AuditError);
  expect((error as AuditError).code).toBe("unwritable-file");
  return error as AuditError;
}

/** Writes until the output fails or closes; more than any pipe holds. */
async function writeMuch(output: Output): Promise<void> {
  const text = `${"x".repeat(65_535)}\n`;
  for (let count = 0; count < 500 && !output.isClosed; count++) {
    await output.write(text);
  }
}

describe("a file", () => {
  test("holds what was written, as UTF-8, in place of what it held", async () => {
    const path = temporary.write("out.txt", "something longer from before");
    const output = await openOutput(path);
    await output.write("你好");
    await output.write("");
    await output.write("🍵\n");
    expect(output.isClosed).toBe(false);
    await output.close();
    await output.close();
    expect(readFileSync(path, "utf8")).toBe("你好🍵\n");
  });

  test("is there and empty when nothing is written", async () => {
    const path = temporary.path("empty.txt");
    await (await openOutput(path)).close();
    expect(readFileSync(path, "utf8")).toBe("");
  });

  test("takes much, in order", async () => {
    const path = temporary.path("much.txt");
    const output = await openOutput(path);
    const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index}\n`);
    for (const line of lines) {
      await output.write(line);
    }
    await output.close();
    expect(readFileSync(path, "utf8")).toBe(lines.join(""));
  });

  test("that cannot be opened is told in plain words", async () => {
    const directory = temporary.path("directory");
    mkdirSync(directory);
    expect((await failure(() => openOutput(directory))).message).toBe(
      `${directory}: is a directory, expected a file`,
    );
    const orphan = temporary.path("nowhere/out.txt");
    expect((await failure(() => openOutput(orphan))).message).toBe(
      `${orphan}: its directory does not exist`,
    );
  });

  (existsSync("/dev/full") ? test : test.skip)(
    "on a full device is told in plain words",
    async () => {
      const output = await openOutput("/dev/full");
      const error = await failure(async () => {
        await writeMuch(output);
        await output.close();
      });
      expect(error.message).toBe("/dev/full: no space left on the device");
      // And again, to whoever asks again.
      await failure(() => output.write("x"));
      await failure(() => output.close());
      expect(output.isClosed).toBe(false);
    },
  );
});

describe("standard output", () => {
  test("takes what is written and stays open", async () => {
    const stdout = new PassThrough();
    const output = await openOutput("-", { stdout });
    await output.write("a\n");
    await output.close();
    expect(stdout.writableEnded).toBe(false);
    expect(stdout.read().toString()).toBe("a\n");
  });

  test("is waited for", async () => {
    const done: (() => void)[] = [];
    const stdout = new Writable({
      highWaterMark: 4,
      write: (_, __, callback) => void done.push(callback),
    });
    const output = await openOutput("-", { stdout });
    const steps: string[] = [];
    const writing = output.write("12345").then(() => steps.push("written"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(steps).toEqual([]);
    done.shift()?.();
    await writing;
    expect(steps).toEqual(["written"]);
    await output.write("1");
    const closing = output.close().then(() => steps.push("closed"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(steps).toEqual(["written"]);
    done.shift()?.();
    done.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
    done.shift()?.();
    await closing;
    expect(steps).toEqual(["written", "closed"]);
  });

  (isPosix ? test : test.skip)(
    "whose reader has seen enough is closed, which is no failure",
    async () => {
      const reader = spawn("head", ["-n", "1"], { stdio: ["pipe", "pipe", "ignore"] });
      reader.stdout.resume();
      const output = await openOutput("-", { stdout: reader.stdin });
      await writeMuch(output);
      expect(output.isClosed).toBe(true);
      await output.write("into the void");
      await output.close();
      const another = await openOutput("-", { stdout: reader.stdin });
      await another.write("x");
      await another.close();
      expect(another.isClosed).toBe(true);
    },
  );

  test.each([true, false])(
    "that fails otherwise is told, closed by it: %p",
    async (autoDestroy) => {
      const stdout = new Writable({
        autoDestroy,
        highWaterMark: 1,
        write: (_, __, callback) =>
          setImmediate(() => {
            callback(Object.assign(new Error("ENOSPC: no space"), { code: "ENOSPC", errno: -28 }));
          }),
      });
      const output = await openOutput("-", { stdout });
      const error = await failure(() => output.write("x"));
      expect(error.message).toBe("standard output: no space left on the device");
      await failure(() => output.close());
    },
  );

  test("that was closed before is told", async () => {
    const stdout = new PassThrough();
    stdout.destroy();
    const output = await openOutput("-", { stdout });
    expect((await failure(() => output.write("x"))).message).toBe(
      "standard output: cannot be written",
    );
  });
});
