import { AuditError } from "../errors.ts";

/**
 * Counts the bytes that an input unpacks to, up to a limit.
 *
 * @returns what is to be called with the length of each piece
 * @throws AuditError the function that is returned: `limit`, without a place, for the piece with which it is too much
 */
export function createUnpackedLimit(most: number): (length: number) => void {
  let total = 0;
  return (length) => {
    total += length;
    if (total > most) {
      const reason = `unpacks to more than ${most} bytes, expected at most that (option maxUnpackedBytes)`;
      throw new AuditError("limit", reason, { limit: most });
    }
  };
}
