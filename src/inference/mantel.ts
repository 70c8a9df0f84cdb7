import { checkCount } from "./check.ts";
import { createRandom, shuffle } from "./random.ts";

/** Outcome of a Mantel test. */
export interface MantelTest {
  /** Pearson's correlation of the distances, in -1..1; NaN where all distances of one matrix are equal. */
  readonly r: number;
  /** Share of orders, the given one among them, with a correlation at least as large; in 0..1. */
  readonly p: number;
}

/** Options of {@link mantel}. */
export interface PermutationOptions {
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** Orders drawn. Default: 9,999. */
  readonly permutations?: number;
}

/**
 * The Mantel test that two ways to measure distance between the same things agree: the things of the second
 * matrix are put into orders of chance.
 *
 * @example
 * ```ts
 * import { mantel } from "filter-audit/inference";
 *
 * const near = [[0, 1, 2], [1, 0, 1], [2, 1, 0]];
 * mantel(near, near, { seed: 1 }).r.toFixed(3); // => "1.000"
 * ```
 *
 * @param first - A symmetric matrix of distances, by rows.
 * @param second - One of the same size.
 * @throws RangeError if the matrices are not square and of the same size from 3, or hold other than finite
 * numbers
 * @see N. Mantel, "The detection of disease clustering and a generalized regression approach", Cancer
 *   Research 27, 1967, pp. 209-220
 */
export function mantel(
  first: readonly (readonly number[])[],
  second: readonly (readonly number[])[],
  { seed, permutations = 9_999 }: PermutationOptions,
): MantelTest {
  checkCount("number of permutations", permutations, 10_000_000);
  const size = first.length;
  if (size < 3 || second.length !== size) {
    throw new RangeError(`matrices of ${size} and ${second.length} rows, expected as many, from 3`);
  }
  const x = deviations(first);
  const y = deviations(second);
  const scale = Math.sqrt(squares(x) * squares(y)) / 2;
  const order = Int32Array.from({ length: size }, (_, index) => index);
  const correlate = (): number => {
    let sum = 0;
    for (let row = 1; row < size; row++) {
      const from = (order[row] as number) * size;
      for (let column = 0; column < row; column++) {
        sum += (x[row * size + column] as number) * (y[from + (order[column] as number)] as number);
      }
    }
    return sum / scale;
  };
  const r = correlate();
  const random = createRandom(seed);
  let reached = 1;
  for (let round = 0; round < permutations; round++) {
    shuffle(order, random);
    // The same sum in another order may differ in its last digits.
    if (correlate() >= r - 1e-12) reached++;
  }
  return { r, p: reached / (permutations + 1) };
}

/** The distances between different things less their mean, by rows; 0 on the diagonal. */
function deviations(matrix: readonly (readonly number[])[]): Float64Array {
  const size = matrix.length;
  const values = new Float64Array(size * size);
  let sum = 0;
  for (const [row, distances] of matrix.entries()) {
    if (distances.length !== size || !distances.every(Number.isFinite)) {
      throw new RangeError(`row ${row} of a matrix, expected ${size} finite numbers`);
    }
    for (let column = 0; column < row; column++) {
      const distance = distances[column] as number;
      if (distance !== matrix[column]?.[row]) {
        throw new RangeError(`row ${row}, column ${column} of a matrix differs from its mirror`);
      }
      values[row * size + column] = distance;
      values[column * size + row] = distance;
      sum += distance;
    }
  }
  const mean = (2 * sum) / (size * (size - 1));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (row !== column)
        values[row * size + column] = (values[row * size + column] as number) - mean;
    }
  }
  return values;
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
