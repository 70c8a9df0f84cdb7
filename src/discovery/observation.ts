import { sequenceOf } from "./counted-share.ts";

/** What is kept of one message that says whether it was captured. */
export interface Observation {
  /** Whether the platform acted on it. */
  readonly captured: boolean;
  /** Place of the step of the ladder, among those of lists and folds, that explains it; -1: none. */
  readonly rung: number;
  /** The audited field. */
  readonly text: string;
  /** Pseudonym of who wrote it. */
  readonly user: string | undefined;
  /** Pseudonym of the conversation. */
  readonly conversation: string | undefined;
  /** When it was sent, in milliseconds since 1970 UTC; NaN where no clock time is known. */
  readonly time: number;
  /** Day, length and version of the lists, as one name. */
  readonly stratum: string;
  /** Values of the fields that are looked at, beside their names. */
  readonly values: readonly (string | undefined)[];
  /** Its place among the messages that were added. */
  readonly place: number;
}

/** Messages that belong together, in the order of time: those of a conversation, else those of a user. */
export function inSequences(observations: readonly Observation[]): readonly Observation[][] {
  const groups = new Map<string, Observation[]>();
  for (const observation of observations) {
    const name = sequenceOf(observation);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [observation]);
    else group.push(observation);
  }
  const sequences = [...groups.values()];
  for (const sequence of sequences) {
    // Where a time is not known, the order of the log stands in for the whole sequence: a mixture is no order.
    const hasTimes = sequence.every(({ time }) => !Number.isNaN(time));
    sequence.sort((a, b) => (hasTimes ? a.time - b.time : 0) || a.place - b.place);
  }
  return sequences;
}
