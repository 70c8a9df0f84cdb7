import { lazily } from "../unicode/lazily.ts";

/**
 * Gives the host's segmenter of words, made when it is first asked for, since loading its dictionary takes a while.
 * Undefined if the host has none.
 */
export function hostSegmenter(): (() => Intl.Segmenter) | undefined {
  return typeof Intl === "undefined" || typeof Intl.Segmenter !== "function"
    ? undefined
    : lazily(() => new Intl.Segmenter("zh", { granularity: "word" }));
}
