import { addLine, readEachLine } from "../line-reader.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import { createSyntax, type Syntax } from "../syntaxes.ts";

/**
 * How a block list out of an open-source project is read, as the Citizen Lab published them: line 1 is the path of
 * the original, line 2 is blank, each further line is an entry.
 *
 * The path is kept as `info.origin` (`header`). What the entries mean differs from file to file and nothing says
 * which: `syntax` names it. Everything else is as in the format of that name.
 */
export interface GithubBlacklistListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "github-blacklist";
  /** The syntax of the entries: the name of a format, or an object of its name and options. Default: `lines`. */
  readonly syntax?: Syntax;
}

/**
 * Reads the format `github-blacklist`.
 *
 * @throws RangeError if the syntax is unknown, or an option of it is out of range
 * @throws TypeError if an option has a wrong type, or the syntax needs expressions and there are none
 */
export function readGithubBlacklist(
  input: ListInput,
  collector: ListCollector,
  options: GithubBlacklistListOptions,
): void {
  const syntax = createSyntax(options.syntax ?? "lines", options);
  readEachLine(input, collector, (line) => {
    if (line.line === 1) {
      collector.addInfo({ origin: line.raw.trim() });
      collector.addIssue("header", 1, "the path of the original: no rule");
    } else {
      addLine(line, syntax, collector);
    }
  });
}
