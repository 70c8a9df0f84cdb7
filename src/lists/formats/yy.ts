import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { dateOf } from "../file-name.ts";
import { addLine, type Line, readEachLine } from "../line-reader.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import { createYySyntax, type YySyntaxOptions } from "./yy-syntax.ts";

/**
 * How a list of the app YY is read: one entry on each line, as in the format `lines`, but for these.
 *
 * - `{`, `}`, `*`, `|` and `^` are operators of a meaning that nobody outside knows. Unless `operators` gives them
 *   one, an entry that holds them is a literal, and reported (`unknown-operator`).
 * - Lines such as `//person_count=1` before the first entry are kept as `info.directives` (`directive`). Further
 *   down, and without `=`, they are entries.
 * - A last line of 32 hexadecimal digits without line break is the MD5 of all bytes before it: it is verified,
 *   kept as `info.checksum`, and no entry (`checksum`, or `checksum-mismatch`).
 * - A file in which at least four characters, and one in ten, are U+FFFD or controls is what a failed decryption
 *   leaves: `info.capture` is `corrupt`, and no line is a rule (`corrupt-capture`).
 *
 * A file without entries is an `empty` capture. The date comes from a file name such as `2019-12-30-09.plain`.
 */
export interface YyListOptions extends CommonListOptions, YySyntaxOptions {
  /** Name of the format. */
  readonly format: "yy";
}

const DIRECTIVE = /^\/\/\w+=/u;
const CHECKSUM = /^[0-9A-Fa-f]{32}$/u;

/** What a decoder leaves of bytes that are no text. Tabs and carriage returns are text. */
const BROKEN = /(?![\t\r])[\uFFFD\p{Cc}]/gu;
const LEAST_BROKEN = 4;
const LEAST_SHARE = 0.1;

function isCorrupt(lines: readonly Line[]): boolean {
  let broken = 0;
  let characters = 0;
  for (const { raw } of lines) {
    broken += raw.match(BROKEN)?.length ?? 0;
    characters += raw.length;
  }
  return broken >= LEAST_BROKEN && broken >= LEAST_SHARE * characters;
}

/** Lines before the first entry that speak to the filter. */
function takeDirectives(lines: readonly Line[], collector: ListCollector): number {
  const first = lines.findIndex(({ raw }) => !DIRECTIVE.test(raw));
  const count = first < 0 ? lines.length : first;
  for (const { line } of lines.slice(0, count)) {
    collector.addIssue("directive", line, "a directive: no rule");
  }
  if (count > 0) {
    collector.addInfo({ directives: lines.slice(0, count).map(({ raw }) => raw) });
  }
  return count;
}

/** Whether the last line is the checksum of the list; if so, it is verified. */
function takeChecksum(input: ListInput, last: Line | undefined, collector: ListCollector): boolean {
  if (last === undefined || last.end < input.length || !CHECKSUM.test(last.raw)) {
    return false;
  }
  const before =
    input.text === undefined
      ? input.bytes.subarray(0, last.start)
      : new TextEncoder().encode(input.text.slice(0, last.start));
  const stated = last.raw.toLowerCase();
  const matches = bytesToHex(md5(before)) === stated;
  collector.addInfo({ checksum: { algorithm: "md5", stated, matches } });
  if (matches) {
    collector.addIssue(
      "checksum",
      last.line,
      "the MD5 of all bytes before it, which agree: no rule",
    );
  } else {
    const message = "looks like the MD5 of all bytes before it, which do not agree: no rule";
    collector.addIssue("checksum-mismatch", last.line, message);
  }
  return true;
}

/**
 * Reads the format `yy`.
 *
 * @throws RangeError if an option is not one of its values
 * @throws TypeError if `operators` is no object
 */
export function readYy(input: ListInput, collector: ListCollector, options: YyListOptions): void {
  const syntax = createYySyntax(options);
  const date = dateOf(options.fileName);
  collector.addInfo({ app: "YY", ...(date === undefined ? {} : { date }) });
  const lines: Line[] = [];
  readEachLine(input, collector, (line) => lines.push(line));
  if (isCorrupt(lines)) {
    collector.addInfo({ capture: "corrupt" });
    const message = "U+FFFD and controls instead of text, as of a failed decryption: no rules";
    collector.addIssue("corrupt-capture", 1, message);
    return;
  }
  const from = takeDirectives(lines, collector);
  const hasChecksum = takeChecksum(input, lines.slice(from).at(-1), collector);
  const entries = lines.slice(from, hasChecksum ? -1 : undefined);
  if (input.length === input.markLength) {
    collector.addInfo({ capture: "empty" });
  }
  for (const line of entries) {
    addLine(line, syntax, collector);
  }
}
