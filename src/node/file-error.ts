import { AuditError } from "../errors.ts";

const READING: Readonly<Record<string, string>> = {
  ENOENT: "no such file",
  ENOTDIR: "no such file",
  EISDIR: "is a directory, expected a file",
  EACCES: "no permission to read it",
  EPERM: "no permission to read it",
};

const WRITING: Readonly<Record<string, string>> = {
  ENOENT: "its directory does not exist",
  ENOTDIR: "its directory does not exist",
  EISDIR: "is a directory, expected a file",
  EACCES: "no permission to write it",
  EPERM: "no permission to write it",
  EROFS: "its file system can only be read",
  ENOSPC: "no space left on the device",
  EDQUOT: "no space left in the quota",
  EFBIG: "larger than its file system or ulimit allows",
};

const EITHER: Readonly<Record<string, string>> = {
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its symbolic links lead in a circle",
  ENXIO: "is a socket, or a device that is not there",
  EIO: "the device reports an error",
};

/** The code of an error of the operating system, such as `ENOENT`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  // Asked by its fields: errors of the system may come from another realm.
  return typeof error === "object" && error !== null && "errno" in error && "code" in error
    ? String(error.code)
    : undefined;
}

/**
 * An error met while a file was read, with its place: what the operating system says becomes
 * `unreadable-file` in plain words, an {@link AuditError} without a place gets one, and any other error
 * stays what it is.
 *
 * @param source - The path, as given.
 * @param line - The line that was reached, counted from 1; left out where lines are not counted.
 */
export function readingError(error: unknown, source: string, line?: number): unknown {
  const place = line === undefined ? { source } : { source, line };
  if (error instanceof AuditError) {
    const { code, reason, limit, cause } = error;
    return error.source === undefined
      ? new AuditError(code, reason, { ...place, ...(limit === undefined ? {} : { limit }), cause })
      : error;
  }
  const code = systemCode(error);
  return code === undefined
    ? error
    : new AuditError("unreadable-file", reasonFor(READING, code, "read"), {
        ...place,
        cause: error,
      });
}

/** A file that cannot be written, as `unwritable-file` in plain words. An {@link AuditError} stays what it is. */
export function writingError(error: unknown, source: string): AuditError {
  if (error instanceof AuditError) {
    return error;
  }
  return new AuditError("unwritable-file", reasonFor(WRITING, systemCode(error), "written"), {
    source,
    cause: error,
  });
}

function reasonFor(
  reasons: Readonly<Record<string, string>>,
  code: string | undefined,
  verb: string,
): string {
  if (code === undefined) {
    return `cannot be ${verb}`;
  }
  return reasons[code] ?? EITHER[code] ?? `cannot be ${verb} (${code})`;
}
