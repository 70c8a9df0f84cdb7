import { RE2JS, RE2JSSyntaxException } from "re2js";
import type { ExpressionSearch } from "../lists/expression.ts";
import { takeLooks } from "./edges.ts";
import { writeProgram } from "./program.ts";
import { Refusal } from "./refusal.ts";
import { alternativesOf, choice, edge, sequence, type Tree } from "./tree.ts";

/** Most alternatives that begin with lookaheads: each set of them that holds is a program of its own. */
const MAX_GUARDED = 6;

/**
 * How far the search for further matches may look in a text, all matches together: so many times its length, or
 * so many characters, whichever is more. An expression whose matches have no longest length may look at the
 * whole rest of the text for each of its matches; without a bound that is quadratic.
 */
const LOOKED_AT_TIMES = 64;
const LOOKED_AT_LEAST = 4_194_304;

/** A test at the start of a text. */
interface Guard {
  readonly program: RE2JS;
  readonly negate: boolean;
}

interface Alternative {
  readonly tree: Tree;
  readonly guards: readonly Guard[];
}

/**
 * Compiles an expression for the engine. Lookaheads at the start of the text are tests of their own, before the
 * search.
 *
 * @param maxSteps - Most steps of a program.
 * @throws Refusal if the engine cannot run it
 */
export function createExpressionSearch(tree: Tree, maxSteps: number): ExpressionSearch {
  if (tree.longest === 0) {
    throw new Refusal("it matches nothing but the empty text");
  }
  const alternatives = alternativesOf(tree).map((alternative) => takeGuards(alternative, maxSteps));
  const guarded = alternatives.filter(({ guards }) => guards.length > 0);
  if (guarded.length > MAX_GUARDED) {
    throw new Refusal(`more than ${MAX_GUARDED} of its alternatives begin with lookaheads`);
  }
  const limited = tree.longest < Infinity;
  const whole = compileProgram(
    choice(alternatives.map((alternative) => alternative.tree)),
    maxSteps,
  );
  const programs = new Map<string, RE2JS>([["", whole]]);
  return (text) => {
    const failed = guarded.filter(({ guards }) => !guards.every((guard) => holds(guard, text)));
    const key = failed.map((alternative) => guarded.indexOf(alternative)).join();
    const left = alternatives.filter((alternative) => !failed.includes(alternative));
    if (left.length === 0) {
      return [];
    }
    let program = programs.get(key);
    if (program === undefined) {
      program = compileProgram(choice(left.map((alternative) => alternative.tree)), maxSteps);
      programs.set(key, program);
    }
    return findAll(program, text, limited);
  };
}

function holds({ program, negate }: Guard, text: string): boolean {
  return program.test(text) !== negate;
}

function findAll(program: RE2JS, text: string, limited: boolean): [start: number, end: number][] {
  const spans: [number, number][] = [];
  // The engine's automaton says whether there is a match many times faster than its search says where.
  if (!program.test(text)) {
    return spans;
  }
  const matcher = program.matcher(text);
  let left = Math.max(LOOKED_AT_TIMES * text.length, LOOKED_AT_LEAST);
  while (left > 0 && matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (end > start) {
      spans.push([start, end]);
    }
    if (!limited) {
      left -= text.length - start;
    }
  }
  return spans;
}

/** Takes the lookaheads off an alternative that begins at the start of the text. */
function takeGuards(alternative: Tree, maxSteps: number): Alternative {
  const { anchored, looks, rest } = takeLooks(alternative);
  if (!anchored) {
    return { tree: alternative, guards: [] };
  }
  const start = edge("start", false);
  const guards = looks.map(({ item, negate }) => ({
    program: compileProgram(sequence([start, item]), maxSteps),
    negate,
  }));
  return { tree: sequence([start, rest]), guards };
}

function compileProgram(tree: Tree, maxSteps: number): RE2JS {
  const program = writeProgram(tree, maxSteps);
  try {
    return RE2JS.compile(program);
  } catch (error) {
    // Its message quotes the program; the description does not.
    const why = error instanceof RE2JSSyntaxException ? error.getDescription() : "too large";
    throw new Refusal(`the engine cannot compile it: ${why}`);
  }
}
