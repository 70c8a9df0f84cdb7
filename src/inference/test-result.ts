/** The outcome of a test. */
export interface TestResult {
  /** Probability of what was seen or more extreme if nothing but chance is at work, in 0..1. */
  readonly p: number;
  /** Its natural logarithm, which says something where `p` is too small for a number. */
  readonly logP: number;
}

/** The result with that logarithm; rounding may bring a certain event a little above 0. */
export function testResult(logP: number): TestResult {
  const bounded = Math.min(0, logP);
  return { p: Math.exp(bounded), logP: bounded };
}
