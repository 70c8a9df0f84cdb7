import { baseName, dateOf } from "../file-name.ts";
import type { ListInfo } from "../keyword-list.ts";
import { readBySyntax } from "../line-reader.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import { createLinesSyntax } from "./lines.ts";

/**
 * How a keyfile of TOM-Skype or Sina UC is read: one literal on each line and nothing else, as in the format
 * `lines`. `8|9`, `1+1`, `a b` are terms as they stand: no operator is known of these clients.
 *
 * The file name says what the list is: `keyfile.2012-03-21.plain` is of TOM-Skype, of that day;
 * `keyfile_u.2012-03-21.plain` is one that only reports (action `surveil`); `keyfile.2012-03-21.plain5` is list
 * 5 of Sina UC, which only blocks (action `censor`). What other lists of TOM-Skype do is not known: their action
 * is what `info` says. A file without entries is an `empty` capture.
 */
export interface TomSkypeListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "tom-skype";
}

/** What the name of a keyfile says. */
function readFileName(fileName: string | undefined): ListInfo {
  const found = /^keyfile(?<reporting>_u)?\.(?<date>[\d-]+)\.plain(?<number>\d*)$/u.exec(
    baseName(fileName) ?? "",
  );
  if (found === null) {
    return {};
  }
  const { reporting, date, number } = found.groups ?? {};
  const day = dateOf(date);
  return {
    app: number === "" ? "TOM-Skype" : "Sina UC",
    ...(day === undefined ? {} : { date: day }),
    ...(reporting === undefined
      ? number === ""
        ? {}
        : { action: "censor" }
      : { action: "surveil" }),
  };
}

/** Reads the format `tom-skype`. */
export function readTomSkype(
  input: ListInput,
  collector: ListCollector,
  { fileName }: TomSkypeListOptions,
): void {
  collector.addInfo(readFileName(fileName));
  if (input.length === input.markLength) {
    collector.addInfo({ capture: "empty" });
  }
  readBySyntax(input, collector, createLinesSyntax());
}
