import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, test } from "@jest/globals";

// The one place that names the folder of real lists and messages. Its licences forbid publishing, so it
// is never part of the repository: tests on it run where it is, and say so where it is not.

const folder =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));

/** Whether the real data is on this machine. */
export const hasData: boolean = existsSync(folder);

/** The path of a file of the real data. */
export function dataPath(name: string): string {
  return `${folder}/${name}`;
}

/** `describe` on real data; where there is none, the tests are skipped and a line says so. */
export function describeOnData(name: string, body: () => void): void {
  if (hasData) {
    describe(name, body);
  } else {
    process.stderr.write(`skipped, no real data here (set FILTER_AUDIT_DATA): ${name}\n`);
    // The body itself may read the data, so it does not run.
    describe.skip(name, () => {
      test("on real data", () => undefined);
    });
  }
}
