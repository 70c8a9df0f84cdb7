import type { Provenance } from "../audit/provenance.ts";
import { cellOf } from "./cell.ts";
import type { CompleteFormatOptions } from "./format-options.ts";
import type { Report } from "./model.ts";
import { formatCount } from "./number.ts";
import { optionText } from "./provenance.ts";
import { wrap } from "./wrap.ts";

/** Code units of a command or of all options that are shown at most. */
const LONG = 2000;

/** Which versions, command and options made the report; the filter and its folds stand above. */
export function provenanceSection(
  { provenance }: Report,
  options: CompleteFormatOptions,
): readonly string[] {
  if (provenance === undefined) return [];
  const { tallies = [], ...own } = provenance;
  const shown = tallies.slice(0, options.top);
  const rest = tallies.length - shown.length;
  return [
    ...lines("Made by", own, options),
    ...shown.flatMap((tally) => lines("Counted by", tally, options)),
    ...(rest > 0 ? [`Counted by ${formatCount(rest)} more.`] : []),
  ];
}

function lines(
  verb: string,
  { version, icu, command, options = {} }: Provenance,
  { columns }: CompleteFormatOptions,
): readonly string[] {
  const named = Object.entries(options).map(([name, value]) => `${name} ${optionText(value)}`);
  const words = [
    `${verb} filter-audit${version === undefined ? "" : ` ${version}`}`,
    ...(icu === undefined ? [] : [`with ICU ${icu}`]),
  ].join(" ");
  return [
    ...wrap(cellOf(command === undefined ? `${words}.` : `${words}: ${command}`, LONG), columns),
    ...(named.length === 0 ? [] : wrap(cellOf(`Options: ${named.join("; ")}.`, LONG), columns)),
  ];
}
