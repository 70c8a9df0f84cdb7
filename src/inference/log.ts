/** `ln(e^a + e^b)`. */
export function logAdd(a: number, b: number): number {
  const larger = Math.max(a, b);
  if (larger === Number.NEGATIVE_INFINITY) return larger;
  return larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
}

/** `ln(1 - e^a)` for `a` of at most 0; rounding may bring a certain event a little above. */
export function logComplement(a: number): number {
  if (a >= 0) return Number.NEGATIVE_INFINITY;
  return a > -Math.LN2 ? Math.log(-Math.expm1(a)) : Math.log1p(-Math.exp(a));
}
