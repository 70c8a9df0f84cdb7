/*!
 * With the dictionaries of Open Chinese Convert (OpenCC), https://github.com/BYVoid/OpenCC
 * Copyright 2010-2026 Carbo Kuo and contributors. Apache License, Version 2.0, see NOTICE or
 * http://www.apache.org/licenses/LICENSE-2.0
 * Taken from opencc-js 1.4.2 (The nk2028 Project).
 */

import { Trie } from "opencc-js/core";
import { configs } from "opencc-js/preset";
import { createSelection, type Selection } from "./selection.ts";

/** Name of a conversion, as OpenCC has it. */
export type Conversion =
  | "t2s"
  | "tw2s"
  | "hk2s"
  | "s2t"
  | "s2tw"
  | "s2hk"
  | "s2twp"
  | "s2hkp"
  | "tw2sp"
  | "hk2sp";

/** Dictionaries that are looked up together, the first that has a key prevails: "key value|key value|...". */
type DictionaryGroup = readonly string[];

/** How opencc-js describes a conversion; its own types leave `normalizationChain` out. */
interface Configuration {
  /** Applied to the text, one after another. */
  readonly normalizationChain: readonly DictionaryGroup[];
  /** What the text is cut by before it is converted; absent: it is not cut. */
  readonly segmentation?: DictionaryGroup;
  /** Applied to each piece, one after another. */
  readonly conversionChain: readonly DictionaryGroup[];
}

const CONFIGURATIONS = configs as unknown as Readonly<Record<Conversion, Configuration>>;

/**
 * What each of OpenCC's conversions makes of texts: one array for each conversion, beside the texts.
 *
 * Each step looks up what stands at a place of what it reads, so that entries which occur nowhere in that are
 * never used. They are left out here: the 50,000 phrases that s2t and its kin read would take 42 MB for each
 * of them.
 */
export function convertAll(
  conversions: readonly Conversion[],
  texts: readonly string[],
): string[][] {
  // OpenCC normalizes before every conversion, and always alike.
  const normalized = CONFIGURATIONS.t2s.normalizationChain.reduce(applyGroup, texts);
  const select = createSelection(normalized);
  return conversions.map((conversion) => {
    const { segmentation = [], conversionChain } = CONFIGURATIONS[conversion];
    const [first = [], ...rest] = conversionChain;
    const cutter = loadGroup(segmentation, select);
    const converter = loadGroup(first, select);
    const pieces = normalized.map((text) =>
      cutter.segment(text).map((piece) => converter.convert(piece)),
    );
    const converted = rest.reduce(applyGroup, pieces.flat());
    let next = 0;
    return pieces.map(({ length }) => {
      next += length;
      return converted.slice(next - length, next).join("");
    });
  });
}

function applyGroup(texts: readonly string[], group: DictionaryGroup): readonly string[] {
  const trie = loadGroup(group, createSelection(texts));
  return texts.map((text) => trie.convert(text));
}

function loadGroup(group: DictionaryGroup, select: Selection): Trie {
  const trie = new Trie();
  trie.loadDictGroup(group.map(select));
  return trie;
}
