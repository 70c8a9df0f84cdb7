import type { PieceGap } from "../filter/pieces.ts";
import type { Expansions } from "./expansions.ts";
import type { Literal } from "./literal-table.ts";

/** One symbol of a term, and the gap before it, if one is there. */
export interface Step {
  readonly symbol: number;
  readonly gap: PieceGap | undefined;
}

/** What a term with gaps is made of; a term without has one piece. */
export interface Spelled {
  /** Its symbols, each with the gap before it. */
  readonly steps: readonly Step[];
  /** The folds of its literals; undefined: nothing can be proved of it. */
  readonly folds: string | undefined;
  /** What the symbols are like. */
  readonly expansions: Expansions | undefined;
}

/** Characters that no gap of `any` crosses, and that nothing else folds to. */
const LINE_BREAKS: ReadonlySet<number> = new Set([0x0a, 0x0d, 0x2028, 0x2029]);

/** Symbols of one term beyond which nothing is proved. */
const MOST_STEPS = 200;

/** Takes apart what literals with gaps between them are made of. */
export function spell(pieces: readonly Literal[], gaps: readonly PieceGap[]): Spelled {
  const [{ folds, expansions } = { folds: undefined, expansions: undefined }] = pieces;
  const isUsable = pieces.every((one) => one.isProvable && one.group >= 0 && one.folds === folds);
  const steps = pieces.flatMap(({ folded }, piece) =>
    Array.from(folded, (character, place): Step => {
      const gap = place === 0 && piece > 0 ? gaps[piece - 1] : undefined;
      return { symbol: character.codePointAt(0) ?? 0, gap };
    }),
  );
  return { steps, folds: isUsable ? folds : undefined, expansions };
}

/**
 * Whether every match of `outer` has a match of `inner` within it, which has gaps: undefined if that is not proved,
 * else whether one of them begins where the match of `outer` does.
 *
 * Each symbol of `inner` must stand in `outer`, and what stands between two of them must be something that its gap
 * allows however the text writes it: one character may be several symbols, never the reverse.
 */
export function containsGapped(outer: Spelled, inner: Spelled): { start: boolean } | undefined {
  const { steps, folds, expansions } = outer;
  const wanted = inner.steps;
  if (
    expansions === undefined ||
    folds === undefined ||
    folds !== inner.folds ||
    steps.length > MOST_STEPS ||
    !standsInOrder(wanted, steps)
  ) {
    return undefined;
  }
  for (let first = 0; first < steps.length; first++) {
    if (canFollow(steps, wanted, first, expansions)) {
      return { start: first === 0 };
    }
  }
  return undefined;
}

/** Whether the symbols stand in others in their order, whatever is between: most that do not fit fail here. */
function standsInOrder(wanted: readonly Step[], steps: readonly Step[]): boolean {
  let found = 0;
  for (let place = 0; place < steps.length && found < wanted.length; place++) {
    if (steps[place]?.symbol === wanted[found]?.symbol) {
      found++;
    }
  }
  return found === wanted.length;
}

/** Whether `wanted` stands in `steps` from the place `first` on. */
function canFollow(
  steps: readonly Step[],
  wanted: readonly Step[],
  first: number,
  expansions: Expansions,
): boolean {
  const { joinable } = expansions;
  const mayBegin = (place: number): boolean =>
    place === 0 || steps[place]?.gap !== undefined || !joinable.has(steps[place]?.symbol ?? 0);
  const mayEnd = (place: number): boolean => place + 1 === steps.length || mayBegin(place + 1);

  if (steps[first]?.symbol !== wanted[0]?.symbol || !mayBegin(first)) {
    return false;
  }
  let reached = new Set([first]);
  for (const { symbol, gap } of wanted.slice(1)) {
    const next = new Set<number>();
    for (const place of reached) {
      if (gap === undefined) {
        const follower = steps[place + 1];
        if (follower?.symbol === symbol && follower.gap === undefined) {
          next.add(place + 1);
        }
      } else if (mayEnd(place)) {
        for (const found of acrossGap(steps, place, gap, expansions)) {
          if (steps[found]?.symbol === symbol && mayBegin(found)) {
            next.add(found);
          }
        }
      }
    }
    reached = next;
  }
  return [...reached].some(mayEnd);
}

/** The places after `place` before which there is always something that `gap` allows. */
function acrossGap(
  steps: readonly Step[],
  place: number,
  gap: PieceGap,
  { compound }: Expansions,
): number[] {
  const found: number[] = [];
  let least = 0;
  let most = 0;
  let isOpen = false;
  for (let next = place + 1; next < steps.length; next++) {
    const { symbol, gap: own } = steps[next] as Step;
    if (own !== undefined) {
      isOpen = true;
      least += own.min;
      most += own.max;
      if (own.of !== gap.of) {
        break;
      }
    }
    if (most > gap.max) {
      break;
    }
    // One character might be both ends of the gap: then there is no match.
    const isApart = isOpen || !compound.has(steps[place]?.symbol ?? 0) || !compound.has(symbol);
    if (least >= gap.min && isApart) {
      found.push(next);
    }
    if (gap.of !== "any" || LINE_BREAKS.has(symbol)) {
      break;
    }
    most += 1;
  }
  return found;
}
