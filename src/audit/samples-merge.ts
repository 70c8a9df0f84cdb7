import { AuditError } from "../errors.ts";
import { createSampler, orderOf } from "./sampler.ts";
import type { SamplesTally } from "./sections/samples.ts";

/**
 * Adds up the samples of two tallies.
 *
 * @throws AuditError `tally-mismatch` if they were not drawn in the same way
 */
export function mergeSamples(
  a: SamplesTally | undefined,
  b: SamplesTally | undefined,
): SamplesTally {
  if (a === undefined || b === undefined) {
    throw new AuditError(
      "tally-mismatch",
      "one tally has samples and the other has none, expected both to have them",
    );
  }
  for (const option of ["size", "seed", "showText", "showUsers", "redact"] as const) {
    if (a[option] !== b[option]) {
      throw new AuditError("tally-mismatch", `samples of tallies differ in ${option}`);
    }
  }
  const sampler = createSampler(a.size);
  for (const { seed, messages, rules } of [a, b]) {
    const rulesOf = messages.map((): number[] => []);
    for (const { index, messages: places } of rules) {
      for (const place of places) rulesOf[place]?.push(index);
    }
    for (const [place, message] of messages.entries()) {
      sampler.add(orderOf(seed, message.message), () => message, rulesOf[place] ?? []);
    }
  }
  return { ...a, ...sampler.finish() };
}
