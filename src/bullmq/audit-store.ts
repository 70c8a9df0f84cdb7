import { randomUUID } from "node:crypto";
import { access, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { readingError, systemCode, writingError } from "../node/file-error.ts";

/** Keeps what was counted of audits, and what they are made of. It, and not the queue, says what is done. */
export interface AuditStore {
  /** Names of what is kept of an audit. */
  list(audit: string): Promise<ReadonlySet<string>>;
  /** Whether something is kept under a name. */
  has(audit: string, name: string): Promise<boolean>;
  /** What is kept under a name; undefined if there is nothing. */
  get(audit: string, name: string): Promise<Uint8Array | undefined>;
  /** Keeps it, in place of what was there, at once and as a whole. */
  put(audit: string, name: string, content: Uint8Array): Promise<void>;
  /** Forgets some of it. */
  remove(audit: string, names: readonly string[]): Promise<void>;
  /** Forgets an audit. */
  drop(audit: string): Promise<void>;
  /** Ends what was opened. */
  close(): Promise<void>;
}

/** Names are made here or are hexadecimal, so that no path leads elsewhere. */
const SAFE = /^[\w-][\w.-]*$/u;

/** Keeps audits in a folder that all workers see, each in a folder of its own. */
export function createFolderStore(folder: string): AuditStore {
  const pathOf = (...names: readonly string[]): string => {
    if (!names.every((name) => SAFE.test(name))) {
      throw new RangeError("a name in the folder of audits has other characters than it may");
    }
    return join(folder, ...names);
  };
  return {
    async list(audit) {
      try {
        return new Set(await readdir(pathOf(audit)));
      } catch (error) {
        if (systemCode(error) === "ENOENT") return new Set();
        throw readingError(error, pathOf(audit));
      }
    },
    async has(audit, name) {
      try {
        await access(pathOf(audit, name));
        return true;
      } catch (error) {
        if (systemCode(error) === "ENOENT") return false;
        throw readingError(error, pathOf(audit, name));
      }
    },
    async get(audit, name) {
      try {
        return await readFile(pathOf(audit, name));
      } catch (error) {
        if (systemCode(error) === "ENOENT") return undefined;
        throw readingError(error, pathOf(audit, name));
      }
    },
    async put(audit, name, content) {
      const path = pathOf(audit, name);
      // Workers of other machines write here too, perhaps the same file.
      const beside = pathOf(audit, `${name}.${randomUUID()}.tmp`);
      try {
        await mkdir(pathOf(audit), { recursive: true });
        const file = await open(beside, "wx");
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(beside, path);
      } catch (error) {
        await rm(beside, { force: true }).catch(() => {});
        throw writingError(error, path);
      }
    },
    async remove(audit, names) {
      for (const name of names) {
        await rm(pathOf(audit, name), { force: true });
      }
    },
    drop: (audit) => rm(pathOf(audit), { recursive: true, force: true }),
    close: async () => {},
  };
}
