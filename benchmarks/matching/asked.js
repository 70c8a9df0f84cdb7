import { median, ratiosOf, spread } from "./measure.js";
import { fastest, table } from "./tables.js";

// What was asked, beside what was measured: one row for each figure, with the short list and the long one.

/** Searches: at least so many times as fast as the fastest package, and at most so many times the floor. */
const SEARCHES = [
  {
    what: "`test`, exact",
    folds: "",
    engine: "filter.test",
    kind: "test",
    fast: [10, 7],
    floor: [1.5, 2.5],
  },
  {
    what: "all, exact, into a typed buffer",
    folds: "",
    engine: "filter.collect",
    kind: "all",
    fast: [10, 6],
    floor: [1.7, 5.5],
  },
  {
    what: "all, exact, as objects of the automaton",
    folds: "",
    engine: "automaton.matches",
    kind: "all",
    fast: [9, 5],
  },
  {
    what: "all, exact, as matches of the filter",
    folds: "",
    engine: "filter.matches",
    kind: "all",
    fast: [9, 5],
  },
  {
    what: "`test`, five folds",
    folds: ", five folds",
    engine: "filter.test",
    kind: "test",
    fast: [30, 20],
    floor: [1.5, 2.6],
  },
  {
    what: "all, five folds, original offsets",
    folds: ", five folds",
    engine: "filter.collect",
    kind: "all",
    fast: [25, 12],
    floor: [2, 6],
  },
];

/** What a filter may cost on top of its automaton. */
const OVERHEAD = 1.1;

const PAIRS = [
  ["filter.test", "automaton.test"],
  ["filter.collect", "automaton.collect"],
  ["filter.matches", "automaton.matches"],
  ["filter.counts", "automaton.count"],
];

/** A figure of which at least `bound` is asked. */
export function atLeast(bound, numbers, digits = 1) {
  return figure(`≥ ${bound}`, numbers, digits, (value) => value >= bound);
}

/** A figure of which at most `bound` is asked. */
export function atMost(bound, numbers, digits = 2) {
  return figure(`≤ ${bound}`, numbers, digits, (value) => value <= bound);
}

/** What was asked and what was reached, as text: the median, and its quartiles where there are several numbers. */
function figure(asked, numbers, digits, holds) {
  if (numbers === undefined) {
    return [asked, "–"];
  }
  const reached = numbers.length > 1 ? spread(numbers, digits) : numbers[0].toFixed(digits);
  return [asked, `${reached}${holds(median(numbers)) ? "" : " (missed)"}`];
}

const NOT_ASKED = ["", ""];

/** The rows of searches: cells by name, with the short and the long list, without and with folds. */
export function askedOfSearches(cells) {
  const pair = (folds, one) =>
    ["small", "large"].flatMap((list, at) => one(cells.get(list + folds), at));
  const searches = SEARCHES.flatMap(({ what, folds, engine, kind, fast, floor }) => {
    const gains = (cell, at) => {
      const rival = fastest(cell, kind);
      return atLeast(fast[at], rival && ratiosOf(cell.times[rival], cell.times[engine]));
    };
    const costs = (cell, at) => atMost(floor[at], ratiosOf(cell.times[engine], cell.times.floor));
    return [
      [`${what}: times as fast as the fastest package`, ...pair(folds, gains)],
      ...(floor === undefined ? [] : [[`${what}: times the floor`, ...pair(folds, costs)]]),
    ];
  });
  const overhead = PAIRS.flatMap(([own, base]) =>
    ["", ", five folds"].map((folds) => [
      `\`${own}\` to \`${base}\`${folds === "" ? ", exact" : folds}`,
      ...pair(folds, ({ times }) => atMost(OVERHEAD, ratiosOf(times[own], times[base]))),
    ]),
  );
  return [...searches, ...overhead];
}

/** The rows of the worst cases, which have the short list: each to ordinary messages, and longer terms to shorter ones. */
export function askedOfWorstCases(results) {
  const kinds = [
    ["test", "`test`"],
    ["collect", "all"],
  ];
  return kinds.flatMap(([kind, name]) => {
    const ratios = results.map((result) => ratiosOf(result.worst[kind], result.ordinary[kind]));
    const worst = ratios.toSorted((a, b) => median(b) - median(a))[0];
    const timeOf = (terms) => results.find((result) => result.name === terms).worst[kind];
    const growth = ratiosOf(timeOf("a^1000 b"), timeOf("a^20 b"));
    return [
      [`worst case, ${name}: times ordinary messages`, ...atMost(6, worst), ...NOT_ASKED],
      [`a^1000 b, ${name}: times a^20 b`, "no growth", spread(growth), ...NOT_ASKED],
    ];
  });
}

/** The rows of building and memory, which have 130,000 terms. */
export function askedOfBuilding({ longer, builder, automaton, filter }) {
  return [
    ["to build: times the fastest builder", ...NOT_ASKED, ...atMost(0.33, builder)],
    ["200,000 terms: times 130,000", ...NOT_ASKED, ...atMost(1.8, longer)],
    [
      "memory of the automaton: times the lightest package",
      ...NOT_ASKED,
      ...atMost(0.33, automaton),
    ],
    [
      "memory of the filter with its rules: times the same",
      "",
      "",
      "",
      filter?.[0].toFixed(2) ?? "–",
    ],
  ];
}

/** All rows as a table. */
export function askedTable(rows) {
  return table(["", "small list: asked", "reached", "large list: asked", "reached"], rows);
}
