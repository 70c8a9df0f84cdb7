import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";

/** A directory for the tests of one file, removed when they are done. */
export interface Temporary {
  /** The path of a file in it, which need not exist. */
  path(name: string): string;
  /** Writes a file in it and returns its path. */
  write(name: string, content: string | Uint8Array): string;
}

/** Makes a directory for the tests of the file that calls this. */
export function createTemporary(): Temporary {
  const directory = mkdtempSync(join(tmpdir(), "filter-audit-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return {
    path: (name) => join(directory, name),
    write(name, content) {
      const path = join(directory, name);
      writeFileSync(path, content);
      return path;
    },
  };
}
