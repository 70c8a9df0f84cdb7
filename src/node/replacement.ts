import { randomBytes } from "node:crypto";
import { constants, type Stats } from "node:fs";
import {
  access,
  copyFile,
  type FileHandle,
  lstat,
  open,
  opendir,
  realpath,
  rename,
  rm,
  stat,
} from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { AuditError } from "../errors.ts";
import { systemCode, writingError } from "./file-error.ts";

/** A file that is written, and takes its place when it is whole. */
export interface Replacement {
  /** What is written to. */
  readonly file: FileHandle;
  /** Whether it is a file, which can be flushed to the disk, and no device or pipe. */
  readonly isFile: boolean;
  /** Takes away what a file holds that is written in place. To be called before the first write. */
  empty(): Promise<void>;
  /**
   * Puts it in its place, once it is written, flushed to the disk and closed.
   *
   * @throws AuditError `unwritable-file`
   */
  commit(): Promise<void>;
  /** Gives it up, once it is closed: what was in its place stays. */
  discard(): Promise<void>;
}

/** Descriptors of this process under the names of files: what others write there as well must not be replaced. */
const DESCRIPTOR = /^\/(?:dev\/(?:std(?:in|out|err)$|fd\/)|proc\/)/u;

/** What this process is writing. */
const WRITTEN = new Set<string>();

/** What keeps a file from being made beside another that may be written all the same. */
const NOT_BESIDE: ReadonlySet<string | undefined> = new Set([
  "EACCES",
  "EPERM",
  "EROFS",
  "ENAMETOOLONG",
]);

/**
 * Opens a file for writing. It is written under a name of its own in the same directory, and renamed: so at every
 * moment, also after a kill, its place holds all of the old content or all of the new. A symbolic link stays, what it
 * leads to is replaced; rights and owner stay too.
 *
 * Written in place are devices and pipes, files that have several names, those whose owner could not be kept, and
 * those in a directory that takes no further file, or not one of so long a name. A file that is mounted by itself, as
 * into a container, is written beside its place, and copied: what was written stays beside it, under a name that no later
 * run removes, until the copy is whole. Of files that are written in place or copied a kill at that moment leaves a part.
 *
 * @throws AuditError `unwritable-file` if it cannot be opened
 */
export async function openReplacement(path: string): Promise<Replacement> {
  try {
    const found = await stat(path).catch((error: unknown) => {
      if (systemCode(error) === "ENOENT") return undefined;
      throw error;
    });
    return (await openBeside(path, found)) ?? (await openInPlace(path));
  } catch (error) {
    throw writingError(error, path);
  }
}

/**
 * Writes a file whole, and flushes it to the disk: at every moment, also after a kill or a loss of power, the path holds
 * either what it held before or all of the new content, unless it is one that {@link openReplacement} cannot replace.
 *
 * @throws AuditError `unwritable-file`; a file that could be replaced then is as it was
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const replacement = await openReplacement(path);
  const { file, isFile } = replacement;
  try {
    try {
      await replacement.empty();
      await file.writeFile(text);
      if (isFile) await file.sync();
    } finally {
      await file.close();
    }
    await replacement.commit();
  } catch (error) {
    await replacement.discard();
    throw writingError(error, path);
  }
}

async function openInPlace(path: string): Promise<Replacement> {
  // Not emptied yet: a run that fails before it writes leaves the file as it was.
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT);
  const isFile = (await file.stat()).isFile();
  return {
    file,
    isFile,
    empty: async () => {
      if (isFile) await file.truncate();
    },
    commit: async () => {},
    discard: async () => {},
  };
}

/** Whether a file may be replaced by another: one that is there, with one name, or none at all. */
async function isReplaceable(path: string, found: Stats | undefined): Promise<boolean> {
  if (DESCRIPTOR.test(resolve(path))) return false;
  if (found !== undefined) return found.isFile() && found.nlink === 1;
  // A link that leads to nothing stays too.
  return (await lstat(path).catch(() => undefined)) === undefined;
}

/** Undefined where no file can be made beside this one, or not one of the same rights. */
async function openBeside(
  path: string,
  found: Stats | undefined,
): Promise<Replacement | undefined> {
  if (!(await isReplaceable(path, found))) return undefined;
  // What may not be written may not be replaced.
  if (found !== undefined) await access(path, constants.W_OK);
  const place = found === undefined ? resolve(path) : await realpath(path);
  await removeLeftovers(place);
  const beside = `${place}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  const mode = found === undefined ? 0o666 : found.mode & 0o777;
  // Before it is there: another that is opened at this moment would take it for a leftover.
  WRITTEN.add(beside);
  const file = await open(beside, "wx", mode).catch((error: unknown) => {
    WRITTEN.delete(beside);
    if (NOT_BESIDE.has(systemCode(error))) return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  const discard = async (): Promise<void> => {
    WRITTEN.delete(beside);
    await rm(beside, { force: true }).catch(() => {});
  };
  if (found !== undefined && !(await takeOver(file, found))) {
    await file.close();
    await discard();
    return undefined;
  }
  return {
    file,
    isFile: true,
    discard,
    empty: async () => {},
    commit: async () => {
      await rename(beside, place).catch(async (error: unknown) => {
        // A file that is mounted into a container cannot be replaced.
        if (systemCode(error) !== "EBUSY") throw writingError(error, path);
        await copyOver(beside, place, path);
      });
      WRITTEN.delete(beside);
      await syncDirectory(dirname(place));
    },
  };
}

/**
 * Copies what was written over its place, which is cut short if that fails. Until then the first is all that there is: it
 * has a name that {@link removeLeftovers} does not know, also after a kill.
 */
async function copyOver(beside: string, place: string, path: string): Promise<void> {
  const kept = `${place}.${randomBytes(4).toString("hex")}.kept`;
  await rename(beside, kept).catch((error: unknown) => {
    throw writingError(error, path);
  });
  await syncDirectory(dirname(place));
  try {
    await copyFile(kept, place);
    const file = await open(place, "r+");
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code, reason } = writingError(error, path);
    const told = `${reason}; what was to be in it is in ${basename(kept)} beside it`;
    throw new AuditError(code, told, { source: path, cause: error });
  }
  await rm(kept, { force: true }).catch(() => {});
}

/** Gives a file the owner and the rights of another; whether it could. */
async function takeOver(file: FileHandle, { uid, gid, mode }: Stats): Promise<boolean> {
  try {
    const own = await file.stat();
    if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid);
    if ((own.mode & 0o777) !== (mode & 0o777)) await file.chmod(mode & 0o777);
    return true;
  } catch {
    return false;
  }
}

/** Removes what killed processes were writing for this place. */
async function removeLeftovers(place: string): Promise<void> {
  const start = `${basename(place)}.`;
  const directory = dirname(place);
  try {
    for await (const { name } of await opendir(directory)) {
      const [, pid] =
        (name.startsWith(start) && /^(\d+)-[0-9a-f]{8}\.tmp$/u.exec(name.slice(start.length))) ||
        [];
      const leftover = join(directory, name);
      if (pid !== undefined && !WRITTEN.has(leftover) && !isRunning(Number(pid))) {
        await rm(leftover, { force: true });
      }
    }
  } catch {
    // What cannot be read or removed is in nobody's way.
  }
}

/** Whether another process is running. */
function isRunning(pid: number): boolean {
  // In a container every process may have had this number.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) !== "ESRCH";
  }
}

/** A new name is safe once its directory is. Not every system lets a directory be opened. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r").catch(() => undefined);
  try {
    await directory?.sync();
  } catch {
    // A file system that cannot do it has done what it can.
  } finally {
    await directory?.close();
  }
}
