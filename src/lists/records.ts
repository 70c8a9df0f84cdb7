/** Things by number from 0: an array, or what makes each when it is first read. Always the same for a number. */
export type Records<T> = Pick<readonly T[], "length" | "at">;
