/*!
 * Derived from the Unicode Character Database, version 17.0.
 * Copyright © 1991-2025 Unicode, Inc. Unicode License v3, see NOTICE or
 * https://www.unicode.org/license.txt
 */
// Made by generate.ts beside this file; not to be edited.

import type { MappingTable } from "../table.ts";

/** Radicals to their equivalent ideographs. */
export const RADICAL_TABLE: MappingTable = {
  keys: "s{0$$$$$$$$$$$$$$$$$$$$$$$$%$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$",
  lengths: "",
  values: "ii[lh$$$|'lUyi|+o{{+'k:wv5wy;#sg(fi($}|h,pug,u*s0u{g0fsg0$wPzWn-+i6}u#y&v%l#-iq#xA#iz9y}9w&f1kg{,dxx,iL%nye-nh~,|?~-$t|Tpy4y}k.ovf-glg-$g~f-~)$7nzj-tpi-##lj#iHv5$r%E}fo-vzm-{<twq-jgp-s&##{0tl#s2%1o({tu-|pu-v/q(t+j+j'C%upy-rpy-m*siz-|py-f%t+m8v?wdUxnU`}$h|HkgIn~D|fEmk:lm:)vqY}qY",
};

/** Version of Unicode that this table was made from. */
export const UNICODE_VERSION = "17.0";
