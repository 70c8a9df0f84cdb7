import { AuditError } from "../errors.ts";
import { isInRanges } from "./ranges.ts";
import { decodeMapping, decodeRanges, JOINED, type Mapping, type MappingTable } from "./table.ts";

/**
 * A mapping to what `String.prototype.normalize("NFKD")` makes of each code point. The host makes it: from the version
 * of Unicode on in which a character came, its normalization never changes, so every host that knows a character
 * says the same of it. Only the characters that a host may not know yet are written out.
 *
 * @see Unicode Character Encoding Stability Policies, "Normalization Stability"
 */
export interface NormalizedTable {
  /** The code points that are mapped, as ranges. */
  readonly keys: string;
  /** The code points that cannot be parted from the one before them in a sequence, as ranges. */
  readonly joined: string;
  /** The mapping of those of `keys` that are younger than {@link OLDEST_UNICODE}. */
  readonly young: MappingTable;
  /** What {@link sumOf} gives of the mapping: a host that makes another is refused. */
  readonly sum: number;
}

/** The oldest version of Unicode that a host may have. */
export const OLDEST_UNICODE = "12.0";

/** A hash of 32 bits of all numbers of a mapping (FNV-1a over 21 bits at a time). */
export function sumOf({ keys, starts, elements }: Mapping): number {
  let sum = 0x811c9dc5;
  for (const numbers of [keys, starts, elements]) {
    for (const number of numbers) {
      sum = Math.imul(sum ^ number, 0x01000193);
    }
  }
  return sum >>> 0;
}

/**
 * The mapping that `table` and the host make.
 *
 * @throws AuditError `unsupported-host` if the host does not normalize as Unicode says
 */
export function decodeNormalized(table: NormalizedTable): Mapping {
  const bounds = decodeRanges(table.keys);
  const joined = decodeRanges(table.joined);
  const young = decodeMapping(table.young);
  const keys: number[] = [];
  const starts: number[] = [0];
  const elements: number[] = [];
  let next = 0;
  for (let range = 0; range < bounds.length; range += 2) {
    for (let key = bounds[range]!; key < bounds[range + 1]!; key++) {
      keys.push(key);
      if (young.keys[next] === key) {
        elements.push(...young.elements.slice(young.starts[next], young.starts[next + 1]));
        next++;
      } else {
        let place = 0;
        for (const character of String.fromCodePoint(key).normalize("NFKD")) {
          const codePoint = character.codePointAt(0)!;
          elements.push(
            place > 0 && isInRanges(joined, codePoint) ? codePoint | JOINED : codePoint,
          );
          place++;
        }
      }
      starts.push(elements.length);
    }
  }
  const mapping = { keys, starts, elements };
  if (sumOf(mapping) !== table.sum) {
    throw new AuditError(
      "unsupported-host",
      `normalize("NFKD") of this host is not that of Unicode, expected that of version ${OLDEST_UNICODE} or later`,
    );
  }
  return mapping;
}
