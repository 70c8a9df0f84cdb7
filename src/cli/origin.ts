/** What made an output. */
export interface Origin {
  /** Version of the package. */
  readonly version: string;
  /** The arguments of the command, as given. */
  readonly args: readonly string[];
}

/** What a shell reads as it stands. */
const PLAIN = /^[\w%+,./:=@-]+$/u;

/** The command as it can be typed in a shell: `filter-audit audit 'my log.jsonl'`. */
export function commandLine({ args }: Origin): string {
  return ["filter-audit", ...args.map(quote)].join(" ");
}

function quote(argument: string): string {
  return PLAIN.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
