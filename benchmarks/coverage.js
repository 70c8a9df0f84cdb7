import { parseArgs } from "node:util";
import {
  clopperPearsonInterval,
  clusterInterval,
  createRandom,
  midPInterval,
  pairedDifference,
  rateDifference,
  wilsonInterval,
} from "../dist/inference/inference.js";

// How often intervals hold the truth, by simulation: corpora are made up at a known rate, and it is counted how
// many intervals hold that rate. A seed gives the same table on every machine.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    simulations: { type: "string", default: "4000" },
    seed: { type: "string", default: "1" },
    level: { type: "string", default: "0.95" },
  },
});
const simulations = Number(values.simulations);
const level = Number(values.level);
const random = createRandom(Number(values.seed));

const times = (count, happens) => {
  let hits = 0;
  for (let index = 0; index < count; index++) hits += happens() ? 1 : 0;
  return hits;
};
const draw = (total, rate) => times(total, () => random.next() < rate);
const holds = ([lower, upper], truth) => lower <= truth && truth <= upper;
const percent = (share) => `${(100 * share).toFixed(1)} %`.padStart(9);
const error = Math.sqrt((level * (1 - level)) / simulations);

console.log(
  `share of ${simulations} intervals at level ${level} that hold the truth (seed ${values.seed}; by chance ± ${(200 * error).toFixed(1)} points)\n`,
);

console.log("one rate".padEnd(26), "Wilson".padStart(9), "mid-p".padStart(9), "exact".padStart(9));
for (const total of [100, 1000]) {
  for (const rate of [0.001, 0.0245, 0.1571, 0.5]) {
    const seen = Array.from({ length: simulations }, () => draw(total, rate));
    const known = new Map();
    const share = (name, interval) =>
      percent(
        seen.filter((count) => {
          const key = `${name} ${count}`;
          if (!known.has(key)) known.set(key, holds(interval(count, total, level), rate));
          return known.get(key);
        }).length / simulations,
      );
    console.log(
      `${rate} of ${total}`.padEnd(26),
      share("wilson", wilsonInterval),
      share("mid-p", midPInterval),
      share("exact", clopperPearsonInterval),
    );
  }
}

console.log(`\n${"two rates".padEnd(26)} ${"Newcombe".padStart(9)}`);
for (const [first, second, total] of [
  [0.02, 0.05, 200],
  [0.1571, 0.0699, 500],
]) {
  const share =
    times(simulations, () =>
      holds(
        rateDifference([draw(total, first), draw(total, second)], [total, total], level).interval,
        first - second,
      ),
    ) / simulations;
  console.log(`${first} and ${second} of ${total}`.padEnd(26), percent(share));
}
for (const [both, first, second, total] of [
  [0.05, 0.02, 0.01, 300],
  [0.15, 0.03, 0, 500],
]) {
  const share =
    times(simulations, () => {
      const table = { a: 0, b: 0, c: 0, d: 0 };
      for (let index = 0; index < total; index++) {
        const place = random.next();
        table[
          place < both
            ? "a"
            : place < both + first
              ? "b"
              : place < both + first + second
                ? "c"
                : "d"
        ]++;
      }
      return holds(pairedDifference(table, level).interval, first - second);
    }) / simulations;
  console.log(`paired, +${first} −${second} of ${total}`.padEnd(26), percent(share));
}

// Users differ: each has a rate of its own, beta distributed about the mean, as a ratio of sums of exponentials.
console.log(
  `\n${"users of unlike habits".padEnd(26)} ${"Wilson".padStart(9)} ${"bootstrap".padStart(9)}`,
);
const exponentials = (count) => {
  let sum = 0;
  for (let index = 0; index < count; index++) sum -= Math.log(1 - random.next());
  return sum;
};
const rounds = Math.min(simulations, 500);
for (const [users, each] of [
  [50, 20],
  [200, 20],
]) {
  let wilson = 0;
  let bootstrap = 0;
  for (let round = 0; round < rounds; round++) {
    const clusters = Array.from({ length: users }, () => {
      const yes = exponentials(1);
      return { total: each, successes: draw(each, yes / (yes + exponentials(4))) };
    });
    const successes = clusters.reduce((sum, cluster) => sum + cluster.successes, 0);
    wilson += holds(wilsonInterval(successes, users * each, level), 0.2) ? 1 : 0;
    const { interval } = clusterInterval(clusters, level, { seed: round, samples: 500 });
    bootstrap += holds(interval, 0.2) ? 1 : 0;
  }
  console.log(
    `${users} users, ${each} messages`.padEnd(26),
    percent(wilson / rounds),
    percent(bootstrap / rounds),
  );
}
