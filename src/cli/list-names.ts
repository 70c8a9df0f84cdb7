import { basename, dirname, resolve, sep } from "node:path";
import { AuditError } from "../errors.ts";

/**
 * A name for each list, of which the ids of its rules are made: the name of its file, and as many folders
 * before it as tell lists of the same name apart.
 */
export function nameLists(paths: readonly string[]): string[] {
  const absolute = paths.map((path) => resolve(path));
  const repeated = absolute.find((path, index) => absolute.indexOf(path) !== index);
  if (repeated !== undefined) {
    throw new AuditError("duplicate-list", "the list is named twice, expected each list once", {
      source: paths[absolute.indexOf(repeated)] as string,
    });
  }
  return absolute.map((path) => {
    let name = basename(path).replace(/\.gz$/iu, "");
    let rest = dirname(path);
    const others = absolute.filter((other) => other !== path);
    while (
      others.some((other) => other.replace(/\.gz$/iu, "").endsWith(`${sep}${name}`)) &&
      rest !== dirname(rest)
    ) {
      name = `${basename(rest)}/${name}`;
      rest = dirname(rest);
    }
    return name;
  });
}
