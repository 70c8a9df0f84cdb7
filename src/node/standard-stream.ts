/** The path that means standard input or standard output. */
export const STANDARD_STREAM = "-";

/** The end of the name of a file that is packed. */
export const PACKED: RegExp = /\.gz$/iu;

/** Most bytes that one input unpacks to if its reader names no limit. */
export const DEFAULT_MAX_UNPACKED: number = 2 ** 40;
