import { median, ratiosOf, spread } from "./measure.js";
import { RIVALS } from "./rivals.js";

// What was measured, as Markdown.

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map((_, place) => (place === 0 ? "---" : "--:"))),
    ...rows.map(line),
  ]
    .join("\n")
    .concat("\n");
}

/** The name of the fastest package of the registry for `test` or `all`; undefined if none was measured. */
export function fastest({ times, found }, kind) {
  return found
    .map(({ name }) => name)
    .filter((name) => RIVALS.find((rival) => rival.name === name)?.isPackage !== false)
    .map((name) => `${name} ${kind}`)
    .sort((a, b) => median(times[a]) - median(times[b]))[0];
}

/** Ratios of what a rival takes to what an engine takes, repeat by repeat; undefined without rivals. */
function speedups(cell, engine, kind) {
  const rival = fastest(cell, kind);
  return rival && ratiosOf(cell.times[rival], cell.times[engine]);
}

const mark = (isReached) => (isReached ? "" : " (missed)");

/** What was asked of the engine, beside what was measured. */
const TARGETS = [
  {
    row: "`test`, exact",
    cells: ["small", "large"],
    engine: "filter.test",
    kind: "test",
    fast: [10, 7],
    floor: [1.5, 2.5],
  },
  {
    row: "all overlapping, into a typed buffer",
    cells: ["small", "large"],
    engine: "filter.collect",
    kind: "all",
    fast: [10, 6],
    floor: [1.7, 5.5],
  },
  {
    row: "all overlapping, as objects of the automaton",
    cells: ["small", "large"],
    engine: "automaton.matches",
    kind: "all",
    fast: [9, 5],
  },
  {
    row: "all overlapping, as matches of the filter",
    cells: ["small", "large"],
    engine: "filter.matches",
    kind: "all",
    fast: [9, 5],
  },
  {
    row: "`test`, five folds",
    cells: ["small, five folds", "large, five folds"],
    engine: "filter.test",
    kind: "test",
    fast: [30, 20],
    floor: [1.5, 2.6],
  },
  {
    row: "all, five folds, original offsets",
    cells: ["small, five folds", "large, five folds"],
    engine: "filter.collect",
    kind: "all",
    fast: [25, 12],
    floor: [2, 6],
  },
];

/** The table of targets for cells by name. */
export function targetTable(cells) {
  const rows = TARGETS.flatMap(({ row, cells: names, engine, kind, fast, floor }) =>
    names.flatMap((name, column) => {
      const cell = cells.get(name);
      if (cell === undefined) {
        return [];
      }
      const gains = speedups(cell, engine, kind);
      const costs = ratiosOf(cell.times[engine], cell.times.floor);
      const [least, most] = [fast[column], floor?.[column]];
      return [
        [
          row,
          name.split(",")[0],
          `≥ ${least}`,
          gains === undefined ? "–" : `${spread(gains, 1)}${mark(median(gains) >= least)}`,
          most === undefined ? "" : `≤ ${most}`,
          `${spread(costs)}${mark(most === undefined || median(costs) <= most)}`,
        ],
      ];
    }),
  );
  return table(
    ["", "list", "asked", "times as fast as the fastest package", "asked", "times the floor"],
    rows,
  );
}

/** All engines of a cell. */
export function cellTable(name, cell) {
  const { times, found, terms, messages, units, triggered, matches } = cell;
  const own = { test: "filter.test", all: "filter.collect" };
  const notes = new Map(found.map((row) => [row.name, row]));
  const rows = Object.keys(times).map((engine) => {
    const [, rival, kind] = /^(.*) (test|all)$/u.exec(engine) ?? [];
    const gain = kind === undefined ? "" : spread(ratiosOf(times[engine], times[own[kind]]), 1);
    const row = notes.get(rival);
    const share =
      row === undefined
        ? ""
        : kind === "test"
          ? `${row.messages} of ${row.ownMessages} messages`
          : `${row.matches} of ${row.ownMatches} matches`;
    return [
      engine,
      ((median(times[engine]) * units) / messages).toFixed(0),
      spread(ratiosOf(times[engine], times.floor)),
      gain,
      share,
    ];
  });
  const losers = found.filter(({ loses }) => loses !== undefined);
  return [
    `### ${name}`,
    "",
    `${terms} terms, ${messages} messages, ${units} code units; ${triggered} messages trigger, ${matches} matches.`,
    "",
    table(["engine", "ns per message", "times the floor", "times ours", "finds"], rows),
    ...losers.map(({ name: rival, loses }) => `\`${rival}\` loses ${loses}.`),
    "",
  ].join("\n");
}

/** What the public filter costs on top of the automaton. */
export function overheadTable(cells) {
  const pairs = [
    ["filter.test", "automaton.test"],
    ["filter.collect", "automaton.collect"],
    ["filter.matches", "automaton.matches"],
    ["filter.counts", "automaton.count"],
  ];
  return table(
    ["", ...pairs.map(([own, base]) => `${own} / ${base}`)],
    Array.from(cells, ([name, { times }]) => [
      name,
      ...pairs.map(([own, base]) => spread(ratiosOf(times[own], times[base]))),
    ]),
  );
}
