/** How a report is written; each format takes of these what means something to it. */
export interface FormatOptions {
  /** `text`: columns of the terminal, at least 40; no line is wider. Default: 80. */
  readonly columns?: number;
  /** `text`: most rows of a table, at least 1. Default: 20. */
  readonly top?: number;
}

/** Format options of which none is left open. */
export type CompleteFormatOptions = Required<FormatOptions>;

function checkInteger(name: string, value: number, least: number): number {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`invalid ${name} ${value}, expected an integer of at least ${least}`);
  }
  return value;
}

/**
 * The options with defaults for what is left out.
 *
 * @throws RangeError if one is out of its range
 */
export function completeFormatOptions(options: FormatOptions): CompleteFormatOptions {
  const { columns = 80, top = 20 } = options;
  return { columns: checkInteger("columns", columns, 40), top: checkInteger("top", top, 1) };
}
