/** What a command sees of the process that it runs in. */
export interface Terminal {
  /** Standard input. */
  readonly stdin: NodeJS.ReadStream & { readonly fd: 0 };
  /** Standard output. */
  readonly stdout: NodeJS.WriteStream;
  /** Standard error. */
  readonly stderr: NodeJS.WriteStream;
  /** Whether nothing is said but what was asked for and what fails. Left out: false. */
  isQuiet?: boolean;
}

/** Says what may be worth knowing, though nothing failed. */
export function remark({ stderr, isQuiet = false }: Terminal, line: string): void {
  if (!isQuiet) stderr.write(`${line}\n`);
}

/** Narrowest and widest text that is written, in columns. */
const COLUMNS = { least: 40, otherwise: 80, most: 160 };

/** How wide text may be: as the terminal is, within bounds; 80 where the output is no terminal. */
export function columnsOf({ stdout }: Terminal): number {
  const columns = stdout.isTTY ? stdout.columns : COLUMNS.otherwise;
  return Math.min(Math.max(columns || COLUMNS.otherwise, COLUMNS.least), COLUMNS.most);
}
