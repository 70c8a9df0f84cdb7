import type { Report } from "../report/report.ts";

/** A number of a report; null or undefined where the report does not tell it. */
export type Figure = (report: Report) => number | null | undefined;

/** The numbers of a report that a gate may be about, by name. Shares are from 0 to 1. */
export const FIGURES: ReadonlyMap<string, Figure> = new Map<string, Figure>([
  ["messages", ({ messages }) => messages.total],
  ["triggered", ({ messages }) => messages.triggered],
  ["rate", ({ messages }) => messages.rate],
  ["rate-lower", (report) => (report.messages.total === 0 ? null : report.messages.interval[0])],
  ["rate-upper", (report) => (report.messages.total === 0 ? null : report.messages.interval[1])],
  ["distinct-rate", ({ messages }) => messages.distinct.rate],
  ["widest-rate", (report) => (report.messages.total === 0 ? null : (report.rules[0]?.rate ?? 0))],
  ["unfired", ({ unfired }) => unfired.count],
  ["unreadable", ({ messages }) => messages.unreadable],
  ["recall", ({ captures }) => captures?.recall.rate],
  ["precision", ({ captures }) => captures?.precision?.rate],
  ["newly", ({ comparison }) => comparison?.filters?.newly.messages],
  ["newly-rate", ({ comparison }) => comparison?.filters?.newly.rate],
  ["no-longer", ({ comparison }) => comparison?.filters?.noLonger.messages],
  ["no-longer-rate", ({ comparison }) => comparison?.filters?.noLonger.rate],
  ["difference", ({ comparison }) => comparison?.filters?.difference.estimate],
  ["kappa", ({ comparison }) => comparison?.filters?.kappa.estimate],
  ["before-after-difference", ({ comparison }) => comparison?.periods?.difference.estimate],
  ["baseline-difference", ({ comparison }) => comparison?.baseline?.difference.estimate],
]);
