/** Most conditions of two lists whose order is compared; of more, a sample. */
export const ORDER_SAMPLE = 128;

/** Places in a list that take part. */
const MOST_PLACES = 2 ** 21;

/** In how far what two lists share stands in the same order. */
export interface OrderAgreement {
  /** Number of shared conditions that were compared: all, or a sample of 128. */
  readonly compared: number;
  /** Share of pairs of them that stand in the same order in both lists, in 0..1; by chance one half. */
  readonly share: number;
}

/**
 * The conditions of a list, by number, with the places of their first rules: each `scattered number * 2^21 + place`,
 * ascending. Numbers are scattered, so that what two lists share first is a sample of what they share.
 */
export function createOrder(numbers: ArrayLike<number>): Float64Array {
  const order = new Float64Array(Math.min(numbers.length, MOST_PLACES));
  for (let place = 0; place < order.length; place++) {
    // A product with an odd factor: different numbers below 2^32 stay different.
    const scattered = Math.imul(numbers[place] ?? 0, 0x9e3779b1) >>> 0;
    order[place] = scattered * MOST_PLACES + place;
  }
  return order.sort();
}

/** Compares the order of what two lists share; undefined if that is less than two. */
export function compareOrder(a: Float64Array, b: Float64Array): OrderAgreement | undefined {
  const first = new Int32Array(ORDER_SAMPLE);
  const second = new Int32Array(ORDER_SAMPLE);
  let compared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length && compared < ORDER_SAMPLE; ) {
    const left = a[i] ?? 0;
    const right = b[j] ?? 0;
    const difference = Math.floor(left / MOST_PLACES) - Math.floor(right / MOST_PLACES);
    if (difference === 0) {
      first[compared] = left % MOST_PLACES;
      second[compared] = right % MOST_PLACES;
      compared++;
    }
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  if (compared < 2) return undefined;
  // So few that every pair is looked at: no sorting is faster.
  let turned = 0;
  for (let one = 1; one < compared; one++) {
    const x = first[one] ?? 0;
    const y = second[one] ?? 0;
    for (let other = 0; other < one; other++) {
      // Places differ, and are far below 2^31: the sign of the result tells whether those of the differences differ.
      turned += ((x - (first[other] ?? 0)) ^ (y - (second[other] ?? 0))) >>> 31;
    }
  }
  return { compared, share: 1 - turned / ((compared * (compared - 1)) / 2) };
}
