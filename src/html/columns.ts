import type { Rate } from "../report/model.ts";
import { formatCount, formatLevel } from "../report/number.ts";
import { intervalText, rateText } from "./figures.ts";
import { rateBar, type Scale, scaleOf } from "./marks.ts";
import type { Content } from "./markup.ts";
import type { HtmlColumn } from "./table.ts";

/** A column of counts. */
export function countColumn<Row>(header: string, count: (row: Row) => number): HtmlColumn<Row> {
  return { header, kind: "number", cell: (row) => formatCount(count(row)) };
}

/** A column of texts. */
export function textColumn<Row>(
  header: string,
  cell: (row: Row, index: number) => Content,
): HtmlColumn<Row> {
  return { header, kind: "text", cell };
}

/** A column that names the rows. */
export function headColumn<Row>(
  header: Content,
  cell: (row: Row, index: number) => Content,
): HtmlColumn<Row> {
  return { header, kind: "head", cell };
}

/** A bar with its interval, the share and the interval, all rows on one scale. */
export function rateColumns<Row>(
  header: string,
  rows: readonly Row[],
  rateIn: (row: Row) => Rate,
  level: number,
  kind = "bar",
): readonly HtmlColumn<Row>[] {
  const scale: Scale = scaleOf(rows.map(rateIn));
  return [
    {
      header: `0 to ${axisEnd(scale)}`,
      kind: "mark",
      cell: (row) => rateBar(rateIn(row), scale, kind),
    },
    {
      header,
      kind: "number",
      cell: (row) => rateText(rateIn(row)),
      value: (row) => rateIn(row).rate ?? -1,
    },
    {
      header: `${formatLevel(level)} interval`,
      kind: "number",
      cell: (row) => intervalText(rateIn(row)),
      value: (row) => rateIn(row).interval[0],
    },
  ];
}

function axisEnd({ most }: Scale): string {
  return `${Number((100 * most).toPrecision(3))} %`;
}
