import type { Anchor, PlacedGap, Term } from "../lists/rule.ts";
import type { Notes } from "./notes.ts";
import type { Spelling, Step } from "./spelling-out.ts";

const WORD_CHARACTER = /^\w$/u;

/**
 * The term that occurs in a text if and only if `spelling` matches somewhere in it, but for what `notes` is told.
 * Undefined if there is none. With `startsHere` both must also start at the same place.
 */
export function termOf(spelling: Spelling, notes: Notes, startsHere = false): Term | undefined {
  const steps = mergeGaps(spelling);
  if (startsHere && steps?.[0]?.kind !== "character") {
    return undefined;
  }
  const start = steps && readEdge(steps, "start", notes);
  const end = steps && readEdge(steps, "end", notes);
  if (steps === undefined || start === undefined || end === undefined) {
    return undefined;
  }
  const anchor = anchorOf(start.held, end.held);
  let text = "";
  const gaps: PlacedGap[] = [];
  for (const step of steps.slice(start.steps, steps.length - end.steps)) {
    if (step.kind === "character") {
      text += step.text;
    } else if (step.kind === "gap" && step.of !== "all") {
      gaps.push({ min: step.min, max: step.max, of: step.of, before: text.length });
    } else {
      return undefined;
    }
  }
  if (text === "" || anchor === null) {
    return undefined;
  }
  return { text, ...(anchor && { anchor }), ...(gaps.length > 0 && { gaps }) };
}

type Side = "start" | "end";

/** What a term must stand at on one side; `none`: anything. */
type Held = "none" | "text" | "word";

/** Gaps that follow each other as one. Undefined where they are of different kinds. */
function mergeGaps(spelling: Spelling): Step[] | undefined {
  const steps: Step[] = [];
  for (const step of spelling) {
    const previous = steps.at(-1);
    if (step.kind !== "gap" || previous?.kind !== "gap") {
      steps.push(step);
    } else if (step.of === previous.of) {
      steps[steps.length - 1] = {
        ...step,
        min: previous.min + step.min,
        max: previous.max + step.max,
      };
    } else {
      return undefined;
    }
  }
  return steps;
}

/** Gaps and edges on one side of a spelling. */
interface ReadEdge {
  readonly held: Held;
  /** How many steps they are. */
  readonly steps: number;
}

/** Reads gaps and edges on one side of `steps`. Undefined where a term cannot say what they say. */
function readEdge(steps: readonly Step[], side: Side, notes: Notes): ReadEdge | undefined {
  let read = 0;
  const peek = (): Step | undefined => steps.at(side === "start" ? read : -1 - read);
  let held: Held = "none";
  for (let step = peek(); step !== undefined && step.kind !== "character"; step = peek()) {
    read += 1;
    const next = peek();
    if (step.kind === "gap") {
      // What may be there or not makes no difference to whether the rest is there.
      if (step.min > 0 || held !== "none") {
        return undefined;
      }
    } else if (step.edge === side) {
      const filled = next?.kind === "gap" && next.min === 0 && next.max === Infinity;
      if (filled && next.of !== "non-han") {
        // From the edge over anything: no edge at all, but for the first line break.
        if (next.of === "any" && !step.ofLine) {
          notes.add("lineBreaks");
        }
        read += 1;
        held = "none";
      } else if (step.ofLine) {
        return undefined;
      } else {
        held = "text";
      }
    } else if (
      step.edge === "word" &&
      next?.kind === "character" &&
      WORD_CHARACTER.test(next.text)
    ) {
      if (held === "none") {
        held = "word";
        notes.add("wordEdges");
      }
    } else {
      return undefined;
    }
  }
  return { held, steps: read };
}

/** The anchor of both sides; null where there is none that says it. */
function anchorOf(start: Held, end: Held): Anchor | undefined | null {
  if (start === end) {
    return start === "none" ? undefined : start;
  }
  if (start === "none") {
    return end === "text" ? "text-end" : "word-end";
  }
  if (end === "none") {
    return start === "text" ? "text-start" : "word-start";
  }
  return null;
}
