import type { EncodedTerms } from "../unicode/class-table.ts";

/** Literals that are the same, put together. */
export interface Groups {
  /** Number of groups. */
  readonly count: number;
  /** `Int32Array`: the group of each literal, numbered as first met; -1 for one without symbols. */
  readonly groupOf: Int32Array;
}

/** Literals are put together by hashes; after so many looks for each literal, on the whole, by strings. */
const MAX_LOOKS = 8;

/**
 * Groups literals by their symbols, and by `formOf` where it is given. Lists can be made whose hashes meet: such are
 * grouped by the strings of a map.
 */
export function groupLiterals(
  encoded: EncodedTerms,
  formOf: ((literal: number) => string) | undefined,
): Groups {
  return (
    (formOf === undefined ? groupByHash(encoded) : undefined) ?? groupByString(encoded, formOf)
  );
}

function groupByHash({ symbols, starts }: EncodedTerms): Groups | undefined {
  const literals = starts.length - 1;
  const groupOf = new Int32Array(literals).fill(-1);
  const mask = 2 ** Math.ceil(Math.log2(2 * literals + 2)) - 1;
  // By hash: the first literal of a group, and one; 0: none. Behind it the hash.
  const slots = new Int32Array(2 * (mask + 1));
  let looks = MAX_LOOKS * literals + 1024;
  let count = 0;
  for (let literal = 0; literal < literals; literal++) {
    const start = starts[literal] as number;
    const end = starts[literal + 1] as number;
    if (start === end) {
      continue;
    }
    let hash = 0x811c9dc5;
    for (let place = start; place < end; place++) {
      hash = Math.imul(hash ^ (symbols[place] as number), 0x01000193);
    }
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const other = (slots[2 * slot] as number) - 1;
      if (other < 0) {
        slots[2 * slot] = literal + 1;
        slots[2 * slot + 1] = hash;
        groupOf[literal] = count++;
        break;
      }
      if (slots[2 * slot + 1] === hash && isEqual(symbols, starts, literal, other)) {
        groupOf[literal] = groupOf[other] as number;
        break;
      }
      if (looks-- === 0) {
        return undefined;
      }
    }
  }
  return { count, groupOf };
}

function isEqual(symbols: Uint16Array, starts: Uint32Array, a: number, b: number): boolean {
  const start = starts[a] as number;
  const other = starts[b] as number;
  const length = (starts[a + 1] as number) - start;
  if ((starts[b + 1] as number) - other !== length) {
    return false;
  }
  for (let place = 0; place < length; place++) {
    if (symbols[start + place] !== symbols[other + place]) {
      return false;
    }
  }
  return true;
}

function groupByString(
  { symbols, starts }: EncodedTerms,
  formOf: ((literal: number) => string) | undefined,
): Groups {
  const groupOf = new Int32Array(starts.length - 1).fill(-1);
  const numbers = new Map<string, number>();
  for (let literal = 0; literal < groupOf.length; literal++) {
    const pattern = symbols.subarray(starts[literal], starts[literal + 1]);
    if (pattern.length > 0) {
      const key = patternKey(pattern) + (formOf?.(literal) ?? "");
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      groupOf[literal] = number;
    }
  }
  return { count: numbers.size, groupOf };
}

/** Classes are below 65,536, so a pattern is a string of as many code units. */
function patternKey(pattern: Uint16Array): string {
  let key = "";
  for (let start = 0; start < pattern.length; start += 1024) {
    key += String.fromCharCode(...pattern.subarray(start, start + 1024));
  }
  return key;
}

/** The symbols of the first literal of each group. */
export function patternsOf(encoded: EncodedTerms, { count, groupOf }: Groups): EncodedTerms {
  const { symbols, starts } = encoded;
  if (count === groupOf.length) {
    return encoded;
  }
  const patterns = { symbols: new Uint16Array(symbols.length), starts: new Uint32Array(count + 1) };
  let next = 0;
  let length = 0;
  for (let literal = 0; literal < groupOf.length; literal++) {
    if (groupOf[literal] === next) {
      const end = starts[literal + 1] as number;
      // Symbol by symbol: a view of each literal would cost more than the few that it has.
      for (let place = starts[literal] as number; place < end; place++) {
        patterns.symbols[length++] = symbols[place] as number;
      }
      patterns.starts[++next] = length;
    }
  }
  return {
    symbols: patterns.symbols.slice(0, length),
    starts: patterns.starts,
  };
}

/** Numbers by their group, ascending each. */
export interface Members {
  /** `Int32Array` of the number of groups and one: where the members of each start. */
  readonly starts: Int32Array;
  /** `Int32Array`: the members of one group after another. */
  readonly members: Int32Array;
}

/** Puts numbers with the same group together; those whose group is below 0 are left out. */
export function membersOf(groupOf: Int32Array, groupCount: number): Members {
  const starts = new Int32Array(groupCount + 1);
  for (let number = 0; number < groupOf.length; number++) {
    const group = groupOf[number] as number;
    if (group >= 0) {
      starts[group + 1] = (starts[group + 1] as number) + 1;
    }
  }
  for (let group = 0; group < groupCount; group++) {
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  }
  const next = starts.slice();
  const members = new Int32Array(starts[groupCount] as number);
  for (let number = 0; number < groupOf.length; number++) {
    const group = groupOf[number] as number;
    if (group >= 0) {
      const place = next[group] as number;
      members[place] = number;
      next[group] = place + 1;
    }
  }
  return { starts, members };
}

/** The member of each group that has only one, else -1: one look in place of three. */
export function onlyMembers(starts: Int32Array, members: Int32Array): Int32Array {
  return starts.map((first, group) =>
    starts[group + 1] === first + 1 ? (members[first] as number) : -1,
  );
}
