import { hashText } from "../audit/hash.ts";
import { AuditError } from "../errors.ts";
import {
  type BlackBox,
  createQueries,
  isSpent,
  type Queries,
  type QueryOptions,
} from "./black-box.ts";
import { breakTerms } from "./broken-text.ts";

/** How the terms of a text are isolated. */
export interface IsolationOptions extends QueryOptions {
  /** What is put between pieces of the text, so that no term comes into being where they meet. Default: a line feed. */
  readonly separator?: string;
  /** Most combinations that are looked for, from 1. Default: 10. */
  readonly most?: number;
  /** The state of an earlier run on the same text, to go on from. */
  readonly state?: IsolationState;
  /** Called after each answer, with the state to be kept. */
  readonly onState?: (state: IsolationState) => void;
}

/** What a run has learned so far: plain data, to be kept as JSON. It holds no text. */
export interface IsolationState {
  /** Always this. */
  readonly format: "filter-audit/isolation";
  /** Version of this shape. */
  readonly version: 1;
  /** Hash of the text, the separator and the number of repeats: the answers are of no other. */
  readonly hash: number;
  /** The answers so far, in the order of the questions: `1` triggers, `0` does not. */
  readonly answers: string;
  /** Queries that they took. */
  readonly queries: number;
}

/** Terms that trigger together, and no fewer of them. */
export interface Combination {
  /** The terms, in the order in which they end in the text; they may overlap there. */
  readonly terms: readonly string[];
  /**
   * Whether the box says that they trigger alone and that without any one of them the others do not. False: its
   * answers do not fit a filter of terms (noise, exceptions, lengths), and the terms are a guess.
   */
  readonly isVerified: boolean;
}

/** What was found. */
export interface Isolation {
  /**
   * `done`: whatever triggers in the text holds one of the combinations, if the box is one of terms; `most`: as many
   * were found as were looked for, or there are too many choices of broken terms, and there may be more; `budget`: no
   * query was left, and there may be more; `always`: the box triggers on the empty text too, so that no term can be told.
   */
  readonly status: "done" | "most" | "budget" | "always";
  /** The combinations, in the order in which they were found; none: the text does not trigger. */
  readonly combinations: readonly Combination[];
  /** Queries that were made, those of earlier runs included. */
  readonly queries: number;
  /** What to go on from with a larger budget. */
  readonly state: IsolationState;
}

/** Most terms of one combination: a box that wants more is none of terms. */
const MOST_TERMS = 64;

/** Most sets of broken terms: there are as many as ways to choose a term of each combination. */
const MOST_SETS = 10_000;

/**
 * Finds out which terms of a text make a black box trigger, alone or together, with few queries: about the logarithm of
 * the length for each term.
 *
 * The shortest beginning of the text that triggers ends with the last term; of what ends there, the shortest piece that
 * still triggers behind all that comes before it is that term. What comes before is kept as it is but for its last
 * character, so that terms may overlap. Then the term before it is looked for in the same way, with those that
 * were found behind. A box of terms and combinations of terms, whose order may count, gives a combination of which no
 * term can be left out. Further combinations are looked for in the text with one term of each known one broken, for
 * every choice of these terms (a hitting set tree), so that none is missed: where nothing triggers any more, whatever
 * triggers holds a known one.
 *
 * @example
 * ```ts
 * import { isolateTerms } from "filter-audit/discovery";
 *
 * const box = (text) => text.includes("milk") && text.includes("tea");
 * const found = await isolateTerms(box, "a cup of tea without milk, please");
 * found.combinations; // => [{ terms: ["tea", "milk"], isVerified: true }]
 * found.queries; // => 22
 * ```
 *
 * @param box - Whether a text triggers. What it throws ends the search; `onState` has what was learned before.
 * @throws RangeError if an option is out of its range
 * @throws AuditError `malformed-input` if the state is none, or of another text
 * @see R. Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32, 1987, pp. 57-95
 * @see R. Xiong and J. Knockel, "An efficient method to determine which combination of keywords triggered automatic
 *   filtering of a message", 9th USENIX Workshop on Free and Open Communications on the Internet, 2019
 */
export async function isolateTerms(
  box: BlackBox,
  text: string,
  options: IsolationOptions = {},
): Promise<Isolation> {
  const { separator = "\n", most = 10, repeat = 1, onState } = options;
  if (!Number.isSafeInteger(most) || most < 1) {
    throw new RangeError(`most is ${most}, expected a whole number from 1`);
  }
  const hash = hashText(JSON.stringify([text, separator, repeat]));
  const stateOf = ({ answers, count }: Queries): IsolationState => ({
    format: "filter-audit/isolation",
    version: 1,
    hash,
    answers,
    queries: count,
  });
  const known = checkState(options.state, hash);
  const queries = createQueries(box, options, known, (each) => onState?.(stateOf(each)));
  const combinations: Combination[] = [];
  const end = (status: Isolation["status"]): Isolation => {
    const state = stateOf(queries);
    // A replay that was cut short has learned no less than before.
    const kept = state.answers.length < known.answers.length ? { ...state, ...known } : state;
    return { status, combinations, queries: queries.count, state: kept };
  };
  try {
    if (await queries.ask("")) {
      return end("always");
    }
    return end(await findAll(queries, text, { separator, most }, combinations));
  } catch (error) {
    if (isSpent(error)) {
      return end("budget");
    }
    throw error;
  }
}

/** Whether breaking some terms breaks another: what holds it holds one of them. */
function isBroken(term: string, broken: readonly string[]): boolean {
  return broken.some((each) => term.includes(each));
}

/**
 * Adds the combinations of a text: each set of broken terms leaves a known combination whole, which then needs one of
 * its terms broken too, or a new one, or nothing that triggers.
 */
async function findAll(
  queries: Queries,
  text: string,
  { separator, most }: { readonly separator: string; readonly most: number },
  combinations: Combination[],
): Promise<"done" | "most"> {
  const sets: (readonly string[])[] = [[]];
  const known = new Set<string>();
  const silent: (readonly string[])[] = [];
  // It grows while it is read: a queue, so that few terms are broken before many.
  for (const broken of sets) {
    if (combinations.length >= most) return "most";
    if (silent.some((terms) => terms.every((term) => isBroken(term, broken)))) continue;
    let whole = combinations.find(({ terms }) => !terms.some((term) => isBroken(term, broken)));
    if (whole === undefined) {
      const rest = breakTerms(text, broken, separator);
      if (!(await queries.ask(rest))) {
        silent.push(broken);
        continue;
      }
      whole = await findOne(queries, rest, separator);
      combinations.push(whole);
    }
    for (const term of whole.terms) {
      const next = [...broken.filter((each) => !each.includes(term)), term].sort();
      const key = JSON.stringify(next);
      if (!known.has(key) && sets.length <= MOST_SETS) {
        known.add(key);
        sets.push(next);
      }
    }
  }
  return sets.length > MOST_SETS ? "most" : "done";
}

/** One combination of a text that triggers. */
async function findOne({ ask }: Queries, text: string, separator: string): Promise<Combination> {
  const found: string[] = [];
  const triggers = (...pieces: readonly (readonly string[])[]): Promise<boolean> =>
    ask(
      [...pieces.map((piece) => piece.join("")), ...found]
        .filter((piece) => piece !== "")
        .join(separator),
    );
  let rest = Array.from(text);
  while (found.length < MOST_TERMS && !(await triggers())) {
    const end = await least(1, rest.length, (length) => triggers(rest.slice(0, length)));
    const before = rest.slice(0, end - 1);
    const length = await leastFromBelow(end, (size) =>
      triggers(before, rest.slice(end - size, end)),
    );
    found.unshift(rest.slice(end - length, end).join(""));
    rest = before;
  }
  return { terms: found, isVerified: await verify(ask, found, separator) };
}

async function verify(
  ask: Queries["ask"],
  terms: readonly string[],
  separator: string,
): Promise<boolean> {
  if (!(await ask(terms.join(separator)))) {
    return false;
  }
  for (const [left] of terms.entries()) {
    if (await ask(terms.filter((_, index) => index !== left).join(separator))) {
      return false;
    }
  }
  return true;
}

/** The least number from `low` to `high` that holds, if those above it do and `high` does. */
async function least(
  low: number,
  high: number,
  holds: (number: number) => Promise<boolean>,
): Promise<number> {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (await holds(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
}

/** The same from 1 up, where it is likely to be small: by doubling. */
async function leastFromBelow(
  high: number,
  holds: (number: number) => Promise<boolean>,
): Promise<number> {
  let size = 2;
  while (size < high && !(await holds(size))) size *= 2;
  return least(size / 2 + (size > 2 ? 1 : 0), Math.min(size, high), holds);
}

function checkState(
  state: IsolationState | undefined,
  hash: number,
): { readonly answers: string; readonly queries: number } {
  if (state === undefined) {
    return { answers: "", queries: 0 };
  }
  const { format, version, hash: own, answers, queries } = Object(state) as Partial<IsolationState>;
  if (
    format !== "filter-audit/isolation" ||
    version !== 1 ||
    typeof answers !== "string" ||
    !/^[01]*$/u.test(answers) ||
    !Number.isSafeInteger(queries) ||
    (queries as number) < answers.length
  ) {
    throw new AuditError("malformed-input", "state cannot be read, expected one of an isolation");
  }
  if (own !== hash) {
    throw new AuditError(
      "malformed-input",
      "the state is of another text, separator or number of repeats",
    );
  }
  return { answers, queries: queries as number };
}
