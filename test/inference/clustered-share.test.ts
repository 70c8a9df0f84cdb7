import { expect, test } from "@jest/globals";
import { clusteredShareInterval, studentQuantile } from "../../src/inference/clustered-share.ts";
import { clopperPearsonInterval } from "../../src/inference/exact-proportion.ts";

// scipy.stats.t.ppf, SciPy 1.17.1.
test.each([
  [1, 12.706204736174694, 63.656741162871526],
  [2, 4.302652729749462, 9.924843200918287],
  [3, 3.1824463052837078, 5.840909309733355],
  [5, 2.5705818356363146, 4.032142983555228],
  [9, 2.262157162798205, 3.249835541592126],
  [30, 2.0422724563012378, 2.7499956535672254],
  [200, 1.9718962236339088, 2.600634436191558],
])("the quantiles of Student's distribution with %d degrees", (degrees, wide, wider) => {
  expect(studentQuantile(0.975, degrees) / wide).toBeCloseTo(1, 3);
  expect(studentQuantile(0.995, degrees) / wider).toBeCloseTo(1, 3);
});

test("independent cases have nearly the exact interval, clusters of equal cases that of the clusters", () => {
  const single = Array.from({ length: 400 }, (_, place) => ({
    total: 1,
    successes: place < 40 ? 1 : 0,
  }));
  const [lower, upper] = clopperPearsonInterval(40, 400, 0.95);
  const found = clusteredShareInterval(single, 0.95);
  expect(found[0]).toBeCloseTo(lower, 2);
  expect(found[1]).toBeCloseTo(upper, 2);
  const whole = single.map(({ successes }) => ({ total: 25, successes: 25 * successes }));
  const clustered = clusteredShareInterval(whole, 0.95);
  expect(clustered[0]).toBeCloseTo(lower, 2);
  expect(clustered[1]).toBeCloseTo(upper, 2);
});

test("without successes the clusters count, by Kish", () => {
  const none = Array.from({ length: 10 }, () => ({ total: 20, successes: 0 }));
  const [lower, upper] = clusteredShareInterval(none, 0.95);
  expect(lower).toBe(0);
  expect(upper).toBeGreaterThan(clopperPearsonInterval(0, 10, 0.95)[1]);
  expect(clusteredShareInterval([{ total: 9, successes: 4 }], 0.95)).toEqual([0, 1]);
});
