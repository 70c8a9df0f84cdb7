/** What can only be asked: whether a text triggers. */
export type BlackBox = (text: string) => boolean | Promise<boolean>;

/** How a black box is asked. */
export interface QueryOptions {
  /** Most queries, those of earlier runs included, from 1. Default: 1,000. */
  readonly budget?: number;
  /**
   * Most queries for one question, an odd number from 1: the answer is what more than half of them say. Default: 1.
   * A box that errs in a share `e` of its answers, each time anew, then errs less: for 5 and 10 % in 0.86 %.
   */
  readonly repeat?: number;
  /** Waited for before each query: how a limit of the rate is kept. Default: nothing is waited for. */
  readonly wait?: () => void | Promise<void>;
}

/** A source of answers. */
export interface Queries {
  /**
   * Whether a text triggers. What was answered before is not asked again.
   *
   * @throws the error {@link isSpent} tells, if no query is left
   */
  ask(text: string): Promise<boolean>;
  /** Queries so far, those of earlier runs included. */
  readonly count: number;
  /** The answers to the questions so far, in their order: `1` triggers, `0` does not. */
  readonly answers: string;
}

/** Thrown where no query is left. */
const SPENT: Error = new Error("no query is left");

/** Whether an error says that no query is left. */
export function isSpent(error: unknown): boolean {
  return error === SPENT;
}

/**
 * Asks a black box within a budget. The questions of one search depend on nothing but the answers, so `known` answers
 * take it to where an earlier run stopped.
 *
 * @param known - Answers of an earlier run, and how many queries they took.
 * @param onAnswer - Called after each new answer.
 * @throws RangeError if an option is out of its range
 */
export function createQueries(
  box: BlackBox,
  { budget = 1_000, repeat = 1, wait }: QueryOptions,
  known: { readonly answers: string; readonly queries: number },
  onAnswer: (queries: Queries) => void,
): Queries {
  if (!Number.isSafeInteger(budget) || budget < 1) {
    throw new RangeError(`budget is ${budget}, expected a whole number from 1`);
  }
  if (!Number.isSafeInteger(repeat) || repeat < 1 || repeat % 2 === 0) {
    throw new RangeError(`repeat is ${repeat}, expected an odd number from 1`);
  }
  const said = new Map<string, boolean>();
  let count = known.queries;
  let answers = "";

  async function query(text: string): Promise<boolean> {
    let balance = 0;
    // Once more than half say the same, the others cannot change it.
    for (let left = repeat; Math.abs(balance) <= left && left > 0; left--) {
      if (count >= budget) throw SPENT;
      await wait?.();
      count++;
      balance += (await box(text)) ? 1 : -1;
    }
    return balance > 0;
  }

  const queries: Queries = {
    ask: async (text) => {
      const before = said.get(text);
      if (before !== undefined) {
        return before;
      }
      const old = known.answers[answers.length];
      const answer = old === undefined ? await query(text) : old === "1";
      said.set(text, answer);
      answers += answer ? "1" : "0";
      if (old === undefined) onAnswer(queries);
      return answer;
    },
    get count() {
      return count;
    },
    get answers() {
      return answers;
    },
  };
  return queries;
}
