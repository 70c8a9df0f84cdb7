import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { AuditError } from "../../src/errors.ts";
import { formatList, type KeywordList, LIST_ENCODINGS, parseList } from "../../src/lists/lists.ts";
import { dataPath, describeOnData } from "../support/data.ts";
import { listFiles } from "../support/list-files.ts";
import { findFormatRow } from "../support/list-formats.ts";

// Real lists, cut, with bytes changed, and in wrong encodings: nothing crashes, issues name their lines, and the
// bytes come back. Seeded, so that a failure can be seen again.

/** Longer ones are cut before they are damaged. */
const LONGEST = 30_000;

/** A linear congruential generator: numbers from 0 to below 1. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function expectWhole(
  bytes: Uint8Array,
  path: string,
  encoding?: (typeof LIST_ENCODINGS)[number],
): void {
  const options = findFormatRow(path)?.options;
  if (options === undefined) {
    throw new Error(`no format for ${path}`);
  }
  let list: KeywordList;
  try {
    list = parseList(bytes, {
      ...options,
      fileName: path,
      ...(encoding === undefined ? {} : { encoding }),
    });
  } catch (error) {
    // A table whose header cannot be read, or a mark of an encoding that is not.
    if (!(error instanceof AuditError)) {
      throw error;
    }
    expect(error.line).toBeGreaterThanOrEqual(1);
    return;
  }
  expect(Buffer.from(formatList(list)).equals(bytes)).toBe(true);
  const most = Math.max(1, Buffer.from(bytes).toString("latin1").split("\n").length);
  expect(list.issues.filter(({ line }) => line < 1 || line > most)).toEqual([]);
}

describeOnData("damaged lists", () => {
  test.each(listFiles())("$path", ({ full, path }) => {
    const random = createRandom(path.length);
    const whole = new Uint8Array(readFileSync(dataPath(`lists/${full}`)));
    const cut = whole.slice(0, Math.floor(random() * Math.min(LONGEST, whole.length)));
    expectWhole(cut, path);
    const changed = whole.slice(0, LONGEST);
    for (let times = 0; times < 50 && changed.length > 0; times++) {
      changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
    }
    expectWhole(changed, path);
    for (const encoding of LIST_ENCODINGS.filter((name) => name !== "utf-8")) {
      expectWhole(whole.slice(0, LONGEST), path, encoding);
    }
  });
});
