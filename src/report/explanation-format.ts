import type { ScriptLabel } from "../filter/filter.ts";
import { cellOf } from "./cell.ts";
import type { Explanation } from "./explanation.ts";
import type { ReportFormat } from "./format.ts";
import { completeFormatOptions, type FormatOptions } from "./format-options.ts";
import { escapeJson } from "./json.ts";
import { countOf, formatCount } from "./number.ts";
import { type Column, layOutTable } from "./table.ts";
import { wrap } from "./wrap.ts";

/** What the labels mean, in the order in which they are named. */
const SCRIPT_LABELS: Readonly<Record<ScriptLabel, string>> = {
  exact: "the characters of the term",
  variant: "another spelling of the term",
  mixed: "characters of several spellings of the term",
  loose: "a character that no spelling of the term has there, so mostly another word",
};

/**
 * An explanation as text that ends with a line break: `text` for a person at a terminal, `json` for
 * programs.
 *
 * @throws RangeError if there is no such form, or an option is out of its range
 */
export function formatExplanation(
  explanation: Explanation,
  format: ReportFormat,
  options: FormatOptions = {},
): string {
  switch (format) {
    case "json":
      return `${escapeJson(JSON.stringify(explanation, undefined, 2))}\n`;
    case "text":
      return formatText(explanation, options);
    default:
      throw new RangeError(
        `unknown explanation format ${JSON.stringify(format)}, expected text or json`,
      );
  }
}

function formatText(explanation: Explanation, options: FormatOptions): string {
  const { columns } = completeFormatOptions(options);
  const { text, matches, triggers } = explanation;
  const lists = new Map(triggers.map(({ rule, list, line }) => [rule, `${list}:${line}`]));
  if (matches.length === 0) {
    return `${wrap("The text does not trigger the filter: no term occurs in it.", columns).join("\n")}\n`;
  }
  const rows = matches.flatMap(({ start, end, term, rules, script }) =>
    rules.map((rule) => ({
      span: `${formatCount(start)}–${formatCount(end)}`,
      slice: cellOf(text.slice(start, end), columns),
      term: cellOf(term, columns),
      script: script ?? "",
      rule: cellOf(rule, columns),
      source: lists.get(rule) ?? "does not fire",
    })),
  );
  const answer =
    triggers.length === 0
      ? `The text does not trigger the filter: ${countOf(matches.length, "match", "matches")}, ` +
        "but no rule has all that it needs."
      : `The text triggers ${countOf(triggers.length, "rule")}, ` +
        `with ${countOf(matches.length, "match", "matches")}.`;
  const labels = Object.entries(SCRIPT_LABELS).filter(([label]) =>
    matches.some(({ script }) => script === label),
  );
  const scriptColumn: Column = {
    header: "script",
    cells: rows.map(({ script }) => script),
    align: "left",
    dispensable: 0,
  };
  const { lines, omitted } = layOutTable(
    [
      { header: "at", cells: rows.map(({ span }) => span), align: "right" },
      { header: "in the text", cells: rows.map(({ slice }) => slice), align: "left", least: 6 },
      { header: "term", cells: rows.map(({ term }) => term), align: "left", least: 6 },
      ...(labels.length > 0 ? [scriptColumn] : []),
      { header: "rule", cells: rows.map(({ rule }) => rule), align: "left", least: 8 },
      {
        header: "list and line",
        cells: rows.map(({ source }) => cellOf(source, columns)),
        align: "left",
        least: 10,
        dispensable: 1,
      },
    ],
    columns,
  );
  const notes = [
    "Places are UTF-16 code units, from 0; the first number is of the first unit, the second of " +
      "the one after the last.",
  ];
  if (labels.length > 0 && !omitted.includes(scriptColumn.header)) {
    const meanings = labels.map(([label, meaning]) => `${label}, ${meaning}`);
    notes.push(`Script, with all other folds undone: ${meanings.join("; ")}.`);
  }
  const below = notes.flatMap((note) => wrap(note, columns));
  return `${[...wrap(answer, columns), "", ...lines, "", ...below].join("\n")}\n`;
}
