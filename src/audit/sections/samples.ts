import type { Filter } from "../../filter/filter.ts";
import { createPseudonyms, redact } from "../../privacy/privacy.ts";
import { createSampler, orderOf, type SampledMessage } from "../sampler.ts";
import { checkSamples } from "../samples-check.ts";
import { mergeSamples } from "../samples-merge.ts";
import type { Entry, Section, SectionCounter } from "../section.ts";
import { nameOf } from "../triggered-name.ts";
import { clusterOf } from "./users.ts";

/** Most messages of one sample that can be asked for. */
export const MOST_SAMPLES = 1_000;

/** Longer texts are cut in a sample, in UTF-16 code units. */
const MAX_TEXT = 1_000;

/** Which messages are sampled, and what is shown of them. */
export interface SamplesOptions {
  /** Messages that are drawn of all that trigger, and of each rule, 0 to 1,000. Default: 0. */
  readonly samples?: number;
  /** Whether samples hold the text. Default: false. */
  readonly showText?: boolean;
  /** Whether samples hold the name of the user; else a pseudonym if there is a key. Default: false. */
  readonly showUsers?: boolean;
  /** Whether texts in samples are shown without numbers, addresses, account names and URLs. Default: false. */
  readonly redact?: boolean;
  /** The key of the pseudonyms, at least 32 bytes. */
  readonly key?: Uint8Array;
  /** Seed of the samples, a whole number from 0 to 4294967295. Default: 1. */
  readonly seed?: number;
}

/** Which messages of {@link SamplesTally.messages} are the sample of a rule. */
export interface RuleSample {
  /** Index of the rule in the filter. */
  readonly index: number;
  /** Indexes in {@link SamplesTally.messages}, ascending. */
  readonly messages: readonly number[];
}

/** Samples of the messages that trigger. The sample of all of them is the first `size` of `messages`. */
export interface SamplesTally {
  /** Most messages of each sample. */
  readonly size: number;
  /** The seed. */
  readonly seed: number;
  /** Whether texts are shown. */
  readonly showText: boolean;
  /** Whether names of users are shown. */
  readonly showUsers: boolean;
  /** Whether texts are redacted. */
  readonly redact: boolean;
  /** Every message that is in a sample, in an order of chance that the seed and their names give. */
  readonly messages: readonly SampledMessage[];
  /** The sample of each rule that fires on a message with a name, by index. */
  readonly rules: readonly RuleSample[];
}

/** The section `samples`: drawn if asked for. */
export const samplesSection: Section<SamplesTally, SamplesOptions> = {
  create: createSamples,
  merge: mergeSamples,
  check: checkSamples,
};

function createSamples(
  _: Filter,
  options: SamplesOptions,
): SectionCounter<SamplesTally> | undefined {
  const { samples: size = 0, seed = 1 } = options;
  const { showText = false, showUsers = false, redact: isRedacted = false } = options;
  if (!Number.isSafeInteger(size) || size < 0 || size > MOST_SAMPLES) {
    throw new RangeError(`samples is ${size}, expected a whole number from 0 to ${MOST_SAMPLES}`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`invalid seed ${seed}, expected a whole number from 0 to 4294967295`);
  }
  for (const [name, value] of Object.entries({ showText, showUsers, redact: isRedacted })) {
    if (typeof value !== "boolean") {
      throw new TypeError(`${name} is of type ${typeof value}, expected a boolean`);
    }
  }
  if (size === 0) {
    return undefined;
  }
  const pseudonyms = options.key === undefined ? undefined : createPseudonyms(options.key);
  const sampler = createSampler(size);

  function shown({ message, text }: Entry, name: string): SampledMessage {
    const user = clusterOf(message, "user");
    const shownUser = showUsers || user === undefined ? user : pseudonyms?.of("user", user);
    return {
      message: name,
      ...(shownUser === undefined ? {} : { user: `${shownUser}` }),
      ...(showText ? { text: cut(isRedacted ? redact(text) : text) } : {}),
    };
  }

  return {
    readsLittle: true,
    add: (entry) => {
      const name = entry.message === undefined ? undefined : nameOf(entry.message);
      if (name === undefined || entry.fired.length === 0) return;
      sampler.add(
        orderOf(seed, name),
        () => shown(entry, name),
        entry.fired.map(({ rule }) => rule),
      );
    },
    finish: () => ({ size, seed, showText, showUsers, redact: isRedacted, ...sampler.finish() }),
  };
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}
