import type { Language } from "./texts.ts";

const UNITS = ["B", "kB", "MB", "GB"] as const;

/** What keeps a number and its unit on one line. */
const NO_BREAK = "\u00a0";

/** A number of bytes for a reader: `1.2 MB`, decimal. */
export function sizeText(bytes: number, language: Language): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const value = bytes / 1000 ** step;
  const maximumFractionDigits = step === 0 || value >= 100 ? 0 : 1;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits }).format(value);
  return `${number}${NO_BREAK}${UNITS[step]}`;
}

/** A duration for a reader: `40 ms`, `3.2 s`, `4 min`. */
export function durationText(milliseconds: number, language: Language): string {
  const [unit, value] =
    milliseconds < 1000
      ? ["millisecond", milliseconds]
      : milliseconds < 120_000
        ? ["second", milliseconds / 1000]
        : ["minute", milliseconds / 60_000];
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: unit as string,
    unitDisplay: "short",
    maximumFractionDigits: unit === "second" && Number(value) < 10 ? 1 : 0,
  }).format(value as number);
}

/** A count for a reader: `12,345`. */
export function countText(count: number, language: Language): string {
  return new Intl.NumberFormat(language).format(count);
}

/** A confidence level of 0 to 1 for a reader, with all its digits: `95 %`, `99.9 %`. */
export function levelText(level: number, language: Language): string {
  // Multiplied by 100 in decimal, as no floating-point number is: 0.57 is 57 %.
  const number = new Intl.NumberFormat(language, {
    style: "percent",
    maximumSignificantDigits: 21,
  });
  const digits = number
    .formatToParts(level)
    .filter(({ type }) => !/^(?:percentSign|literal)$/u.test(type));
  return `${digits.map(({ value }) => value).join("")}${NO_BREAK}%`;
}

/** A share of 0 to 1 for a reader: `24.00 %`. */
export function shareText(share: number, language: Language): string {
  const value = new Intl.NumberFormat(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(share * 100);
  return `${value}${NO_BREAK}%`;
}
