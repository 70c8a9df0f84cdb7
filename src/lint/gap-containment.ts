import type { PieceGap } from "../filter/pieces.ts";
import type { Expansions } from "./expansions.ts";
import type { Literal } from "./literal-table.ts";

/** One symbol of a term, and the gap before it, if one is there. */
interface Step {
  readonly symbol: number;
  readonly gap: PieceGap | undefined;
}

/** What a term with gaps is made of; a term without has one piece. */
export interface Spelled {
  /** Its pieces. */
  readonly pieces: readonly Literal[];
  /** Between them. */
  readonly gaps: readonly PieceGap[];
}

/** Characters that no gap of `any` crosses, and that nothing else folds to. */
const LINE_BREAKS: ReadonlySet<number> = new Set([0x0a, 0x0d, 0x2028, 0x2029]);

/** Symbols of one term beyond which nothing is proved. */
const MOST_STEPS = 200;

/**
 * Whether every match of `outer` has a match of `inner` within it, which has gaps: undefined if that is not proved,
 * else whether one of them begins where the match of `outer` does.
 *
 * Each symbol of `inner` must stand in `outer`, and what stands between two of them must be something that its gap
 * allows however the text writes it: one character may be several symbols, never the reverse.
 */
export function containsGapped(outer: Spelled, inner: Spelled): { start: boolean } | undefined {
  const all = [...outer.pieces, ...inner.pieces];
  const { expansions, folds } = all[0] ?? {};
  if (expansions === undefined || all.some((one) => !isUsable(one) || one.folds !== folds)) {
    return undefined;
  }
  const steps = stepsOf(outer);
  const wanted = stepsOf(inner);
  if (steps.length > MOST_STEPS || wanted.length > steps.length) {
    return undefined;
  }
  for (let first = 0; first < steps.length; first++) {
    if (canFollow(steps, wanted, first, expansions)) {
      return { start: first === 0 };
    }
  }
  return undefined;
}

function isUsable({ isProvable, group }: Literal): boolean {
  return isProvable && group >= 0;
}

function stepsOf({ pieces, gaps }: Spelled): Step[] {
  return pieces.flatMap(({ folded }, piece) =>
    Array.from(folded, (character, place): Step => {
      const gap = place === 0 && piece > 0 ? gaps[piece - 1] : undefined;
      return { symbol: character.codePointAt(0) ?? 0, gap };
    }),
  );
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
