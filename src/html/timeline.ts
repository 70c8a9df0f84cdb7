import { scaleLinear, scaleUtc } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import type { TimedRate, TimeSegment } from "../report/parts/time.ts";
import { scaleOf, scaleTo } from "./marks.ts";
import { escapeHtml, html, type Markup, trusted } from "./markup.ts";

/** A point of time with its messages. */
export interface TimePoint extends TimedRate {
  /** Its name: `2008-10-01`, `2008-10-01T14`. */
  readonly name: string;
}

/** What is drawn over time. */
export interface Timeline {
  /** What it shows, and how to read it. */
  readonly caption: string;
  /** The points, ascending. */
  readonly points: readonly TimePoint[];
  /** Milliseconds from one point to the next. */
  readonly step: number;
  /** Pieces of constant rate, drawn over the rate. */
  readonly segments?: readonly TimeSegment[];
  /** Dates on which a list begins. */
  readonly versions?: readonly { readonly list: string; readonly date: string }[];
}

const HEIGHT = { counts: 90, rates: 110, gap: 26 };

/** Width of the plane that pictures are drawn in before they are stretched. */
const WIDTH = 1000;

/** Most points that are drawn: more of them are narrower than what a screen can show. */
const MOST_POINTS = 2_000;

const DAY = 86_400_000;

/**
 * Messages over time, and below the share that triggers with its interval. Drawn as wide as there is room; texts keep
 * their size. Undefined where there are too few or too many points, or one is no date.
 */
export function timelineOf({
  caption,
  points,
  step,
  segments = [],
  versions = [],
}: Timeline): Markup | undefined {
  const times = points.map(({ name }) => timeOf(name));
  const [first, last] = [times[0], times.at(-1)];
  if (
    points.length < 2 ||
    points.length > MOST_POINTS ||
    first === undefined ||
    last === undefined ||
    times.some(Number.isNaN)
  ) {
    return undefined;
  }
  const x = scaleUtc([first, last + step], [0, WIDTH]);
  const most = scaleTo(points.map(({ messages }) => messages)).most;
  const counts = scaleLinear([0, most], [HEIGHT.counts, 0]);
  const top = scaleOf(points);
  const rates = scaleLinear([0, top.most], [HEIGHT.rates, 0]);
  const at = (time: number): string => `${(x(time) / 10).toFixed(2)}%`;
  const bar = (index: number, count: number, kind: string): string => {
    const from = x(times[index] ?? 0);
    const width = Math.max(0.5, x((times[index] ?? 0) + step) - from - WIDTH / points.length / 6);
    const y = counts(count);
    return `<rect class="${kind}" x="${from.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${(HEIGHT.counts - y).toFixed(1)}"/>`;
  };
  const bars = points
    .map(
      ({ messages, triggered }, index) =>
        bar(index, messages, "ground") + bar(index, triggered, "bar"),
    )
    .join("");
  const runs = runsOf(points, times, step);
  const band = area<Place>()
    .x(({ time }) => x(time))
    .y0(({ point }) => rates(point.interval[0]))
    .y1(({ point }) => rates(point.interval[1]))
    .curve(curveStepAfter);
  const path = line<Place>()
    .x(({ time }) => x(time))
    .y(({ point }) => rates(point.rate ?? 0))
    .curve(curveStepAfter);
  const curves = runs
    .map(
      (run) =>
        `<path class="band" d="${band(run) ?? ""}"/><path class="rate" d="${path(run) ?? ""}"/>`,
    )
    .join("");
  const pieces = segments
    .map(({ from, to, rate }) => {
      const y = rates(rate ?? 0).toFixed(1);
      return `<line class="piece" x1="${x(timeOf(from)).toFixed(1)}" x2="${x(timeOf(to) + DAY).toFixed(1)}" y1="${y}" y2="${y}"/>`;
    })
    .join("");
  const below = HEIGHT.counts + HEIGHT.gap;
  const full = below + HEIGHT.rates + HEIGHT.gap;
  const ticks = x
    .ticks(4)
    .map((tick) => {
      const place = x(tick) / 10;
      const anchor = place > 92 ? "end" : place < 4 ? "start" : "middle";
      const name = tick.toISOString().slice(0, tick.getTime() % DAY === 0 ? 10 : 16);
      return `<text x="${place.toFixed(2)}%" y="${full - 8}" text-anchor="${anchor}">${name}</text>`;
    })
    .join("");
  const marks = versions
    .filter(({ date }) => timeOf(date) >= first && timeOf(date) <= last)
    .map(
      ({ date }) =>
        `<line class="version" x1="${at(timeOf(date))}" x2="${at(timeOf(date))}" y1="0" y2="${below + HEIGHT.rates}"/>`,
    )
    .join("");
  const share = `${Number((100 * top.most).toPrecision(3))} %`;
  const picture =
    `<svg class="timeline" height="${full}" role="img" aria-label="${escapeHtml(caption)} The table below holds the figures.">` +
    plane(0, HEIGHT.counts, bars) +
    plane(below, HEIGHT.rates, curves + pieces) +
    marks +
    `<line class="axis" x1="0" x2="100%" y1="${HEIGHT.counts}" y2="${HEIGHT.counts}"/>` +
    `<line class="axis" x1="0" x2="100%" y1="${below + HEIGHT.rates}" y2="${below + HEIGHT.rates}"/>` +
    `<text class="end" x="0" y="12">${most}</text><text class="end" x="0" y="${below - 6}">${share}</text>${ticks}</svg>`;
  return html`<figure>${trusted(picture)}<figcaption>${caption}</figcaption></figure>`;
}

interface Place {
  readonly time: number;
  readonly point: TimePoint;
}

/** Points without a gap between them; each run ends where its last point does. */
function runsOf(points: readonly TimePoint[], times: readonly number[], step: number): Place[][] {
  const runs: Place[][] = [];
  for (const [index, point] of points.entries()) {
    const time = times[index] ?? 0;
    const run = runs.at(-1);
    const end = run?.at(-1);
    if (run === undefined || end === undefined || end.time !== time) {
      runs.push([
        { time, point },
        { time: time + step, point },
      ]);
    } else {
      run[run.length - 1] = { time, point };
      run.push({ time: time + step, point });
    }
  }
  return runs;
}

function plane(y: number, height: number, content: string): string {
  return `<svg y="${y}" width="100%" height="${height}" viewBox="0 0 ${WIDTH} ${height}" preserveAspectRatio="none">${content}</svg>`;
}

function timeOf(name: string): number {
  return Date.parse(name.length === 13 ? `${name}:00Z` : `${name}T00:00Z`);
}
