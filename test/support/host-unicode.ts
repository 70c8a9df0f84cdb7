/**
 * Whether the host's own Unicode data is that of the tables; where it is not, what compares the two is skipped, and a line
 * says so.
 */
export function hostIsUnicode17(what: string): boolean {
  const { unicode } = process.versions;
  if (unicode !== "17.0") {
    process.stderr.write(`skipped, this host has Unicode ${unicode} and not 17.0: ${what}\n`);
  }
  return unicode === "17.0";
}
