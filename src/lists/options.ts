import type { ListEncoding } from "./encoding.ts";
import type { ExpressionProvider } from "./expression.ts";
import type { ListInfo } from "./keyword-list.ts";

/** What every format takes. The options of a format stand in its file, the union of all in `formats.ts`. */
export interface CommonListOptions {
  /** Name of the list: the first half of each rule's id. Default: `list`. */
  readonly name?: string;
  /**
   * Encoding of the bytes; a string has none. Never guessed. Default: what a byte order mark says (UTF-8,
   * UTF-16, GB 18030), else `utf-8`.
   */
  readonly encoding?: ListEncoding;
  /**
   * Whether white space around a literal is removed, as `String.prototype.trim` does. `source.raw` keeps it.
   * Default: false.
   */
  readonly trim?: boolean;
  /** Longest term that becomes a rule, in UTF-16 code units; at least 1. Default: 65,536. */
  readonly maxTermLength?: number;
  /**
   * Most rules and issues of the list, together, and most records of a table in CSV, whether or not they become rules;
   * at least 1. Default: 1,048,576.
   */
  readonly maxEntries?: number;
  /**
   * How deep arrays and objects of a list in JSON may stand in each other: what is deeper is an issue, and what follows it
   * is not read. 1 to 512. Other formats pass it over. Default: 64.
   */
  readonly maxNesting?: number;
  /**
   * Name of the file, perhaps with folders before it, for the formats whose file names say something (a date, an
   * action). Default: none, and nothing is known from it.
   */
  readonly fileName?: string;
  /** What is known of the list as a whole. Wins over what the file and its name say. Default: nothing. */
  readonly info?: ListInfo;
  /** Reads regular expressions, for the formats that hold them. Default: none, and those formats throw. */
  readonly expressions?: ExpressionProvider;
}
