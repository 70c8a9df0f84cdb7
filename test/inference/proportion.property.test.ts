import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { wilsonInterval, zeroUpperBound } from "../../src/inference/inference.ts";

const level = fc.double({ min: 1e-6, max: 1 - 1e-9, noNaN: true });
const total = fc.oneof(
  fc.integer({ min: 1, max: 50 }),
  fc.maxSafeNat().map((n) => Math.max(n, 1)),
);
const counts = total.chain((n) =>
  fc.tuple(
    fc.maxSafeNat().map((k) => k % (n + 1)),
    fc.constant(n),
  ),
);

test("a Wilson interval holds the estimate and stays within 0 and 1", () => {
  fc.assert(
    fc.property(counts, level, ([successes, n], confidence) => {
      const [lower, upper] = wilsonInterval(successes, n, confidence);
      expect(lower).toBeGreaterThanOrEqual(0);
      expect(lower).toBeLessThanOrEqual(successes / n);
      expect(upper).toBeGreaterThanOrEqual(successes / n);
      expect(upper).toBeLessThanOrEqual(1);
    }),
  );
});

test("its ends solve (p - k/n)² = z² p (1 - p) / n: the same z on both sides", () => {
  // The definition, read backwards: both ends are as many standard errors from the estimate.
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), fc.nat(), level, (n, seed, confidence) => {
      const successes = 1 + (seed % (n - 1));
      const scores = wilsonInterval(successes, n, confidence).map(
        (end) => Math.abs(end - successes / n) / Math.sqrt((end * (1 - end)) / n),
      );
      expect(Math.abs((scores[0] ?? 0) - (scores[1] ?? 1))).toBeLessThan(1e-9);
    }),
  );
});

test("successes and failures mirror each other", () => {
  fc.assert(
    fc.property(counts, level, ([successes, n], confidence) => {
      const [lower, upper] = wilsonInterval(successes, n, confidence);
      const [mirroredLower, mirroredUpper] = wilsonInterval(n - successes, n, confidence);
      expect(Math.abs(mirroredLower - (1 - upper))).toBeLessThan(1e-15);
      expect(Math.abs(mirroredUpper - (1 - lower))).toBeLessThan(1e-15);
    }),
  );
});

test("more observations at the same rate narrow it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.nat(),
      fc.integer({ min: 2, max: 1000 }),
      fc.double({ min: 0.01, max: 0.9999, noNaN: true }),
      (n, seed, factor, confidence) => {
        const successes = seed % (n + 1);
        const few = wilsonInterval(successes, n, confidence);
        const many = wilsonInterval(successes * factor, n * factor, confidence);
        expect(many[1] - many[0]).toBeLessThan(few[1] - few[0]);
        expect(zeroUpperBound(n * factor, confidence)).toBeLessThan(zeroUpperBound(n, confidence));
      },
    ),
  );
});

test("a higher level widens it, and no end moves inwards", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.nat(),
      fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      fc.double({ min: 0.001, max: 0.09, noNaN: true }),
      (n, seed, confidence, more) => {
        const successes = seed % (n + 1);
        const [lower, upper] = wilsonInterval(successes, n, confidence);
        const [widerLower, widerUpper] = wilsonInterval(successes, n, confidence + more);
        expect(widerLower).toBeLessThanOrEqual(lower);
        expect(widerUpper).toBeGreaterThanOrEqual(upper);
        expect(widerUpper - widerLower).toBeGreaterThan(upper - lower);
        expect(zeroUpperBound(n, confidence + more)).toBeGreaterThan(zeroUpperBound(n, confidence));
      },
    ),
  );
});
