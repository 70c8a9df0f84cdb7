import { median, ratiosOf, spread } from "./measure.js";
import { RIVALS } from "./rivals.js";

// What was measured, as Markdown.

/** Padded, so that it can be put into a page as it is. */
export function table(head, rows) {
  const texts = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(3, ...texts.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const [first, ...others] = texts.map((row) =>
    line(
      row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]),
      ),
    ),
  );
  const rule = line(
    widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)),
  );
  return [first, rule, ...others, ""].join("\n");
}

/** The name of the fastest package of the registry for `test` or `all`; undefined if none was measured. */
export function fastest({ times, found }, kind) {
  return found
    .map(({ name }) => name)
    .filter((name) => RIVALS.find((rival) => rival.name === name)?.isPackage !== false)
    .map((name) => `${name} ${kind}`)
    .sort((a, b) => median(times[a]) - median(times[b]))[0];
}

/** All engines of a cell. */
export function cellTable(name, cell) {
  const { times, found, terms, messages, units, triggered, matches, patterns } = cell;
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
    ...(patterns !== matches && found.length > 0
      ? [
          `Packages are given terms that are equal under the folds once: so counted, there are ${patterns} matches.`,
        ]
      : []),
    "",
  ].join("\n");
}
