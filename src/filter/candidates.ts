import type { Reading } from "./reading.ts";
import type { Watch } from "./watch.ts";

/** Which rules may fire on the message that is being read. */
export interface Candidates {
  /** Whether any rule may fire. Most messages end here, so it reads one number for each occurrence. */
  any(): boolean;
  /** The rules that may fire, in no order, each once. If there are any, all that was met has been counted. */
  list(): number[];
}

/** Most hits that are looked through one by one. They are at hand, while counts of rare groups lie anywhere. */
const MAX_LOOKED_AT = 32;

/** Makes the candidates of messages: what was met of them is taken from `reading`. */
export function createCandidates(
  { starts, watchers, always }: Watch,
  reading: Reading,
  ruleCount: number,
): Candidates {
  const { hits, touched, groupCounts } = reading;
  const needed = signatures({ starts, watchers });
  // By rule: the number of the message for which it was last listed.
  const seen = new Uint32Array(ruleCount);
  let message = 0;

  /** Whether a group is among so many hits; below 0: whether it was counted. */
  function isHere(group: number, count: number): boolean {
    for (let next = 0; next < count; next++) {
      if (hits[next] === group) {
        return true;
      }
    }
    return count < 0 && (groupCounts[group] as number) > 0;
  }

  /** Adds the rules that are watched by a group, and whose other group is here. */
  function addWatchers(group: number, count: number, all: number[]): void {
    const signature = reading.signature();
    if (((needed[group] as number) & signature) === 0) {
      return;
    }
    const end = starts[group + 1] as number;
    for (let place = starts[group] as number; place < end; place += 2) {
      const companion = watchers[place + 1] as number;
      if (companion < 0 || ((signature & (1 << companion)) !== 0 && isHere(companion, count))) {
        const rule = watchers[place] as number;
        if (seen[rule] !== message) {
          seen[rule] = message;
          all.push(rule);
        }
      }
    }
  }

  return {
    any: () => {
      if (always.length > 0 || touched.length > 0) {
        return true;
      }
      const signature = reading.signature();
      const count = reading.hitCount();
      for (let next = 0; next < count; next++) {
        if (((needed[hits[next] as number] as number) & signature) !== 0) {
          return true;
        }
      }
      return false;
    },
    list: () => {
      const count = reading.hitCount();
      const all: number[] = always.length === 0 ? [] : Array.from(always);
      message = (message + 1) % 2 ** 32;
      if (message === 0) {
        seen.fill(0);
        message = 1;
      }
      if (touched.length === 0 && count <= MAX_LOOKED_AT) {
        for (let next = 0; next < count; next++) {
          addWatchers(hits[next] as number, count, all);
        }
        if (all.length > 0) {
          reading.tally();
        }
      } else {
        reading.tally();
        for (const group of touched) {
          addWatchers(group, -1, all);
        }
      }
      return all;
    },
  };
}

/** By group: the signature of what its rules need beside it; all bits where one may fire on it alone. */
function signatures({ starts, watchers }: Pick<Watch, "starts" | "watchers">): Int32Array {
  const needed = new Int32Array(starts.length - 1);
  for (let group = 0; group < needed.length; group++) {
    const end = starts[group + 1] as number;
    for (let place = starts[group] as number; place < end; place += 2) {
      const companion = watchers[place + 1] as number;
      needed[group] = (needed[group] as number) | (companion < 0 ? -1 : 1 << companion);
    }
  }
  return needed;
}
