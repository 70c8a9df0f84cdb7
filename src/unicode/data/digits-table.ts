/*!
 * Derived from the Unicode Character Database, version 17.0.
 * Copyright © 1991-2025 Unicode, Inc. Unicode License v3, see NOTICE or
 * https://www.unicode.org/license.txt
 */
// Made by generate.ts beside this file; not to be edited.

import type { MappingTable } from "../table.ts";

/** Numbers to the ASCII digits they show. */
export const DIGITS_TABLE: MappingTable = {
  keys: "j'$)mv+'$$$$$*$$$$$$$$$t($$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$};$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$s#$$$$$$$$$$$$$$$$$$$$$d8$$$$$$$$$$$$$$$$$$$$$$$$$$$$$eh#)(~)=$$$$$$$$d.$$$y%$$$$$$$$C$$$$$$$%$$$$$$$$$$$$$$D$$$$$$$$L$$$$$$$$$$$$$$eg*&)x#R+g%f7%w6$$$$|=o4+jZ$$%yHrKiv$lf%|y$(k%yw#Ul%hgCk#B%jmx#$$$$$$$$$$$$o*8$",
  lengths: "$$$$$$$$$$$$$$$$$$$$$$$$$$$$$%%%%&&'$$$$$$$$$%%%%&&'$$$$$$$$$%%%%%%%%%%%$$$$$$$$$%%%%%%%%%%%$$$$$$$$$%%%%%%%%%%%$%%%%%%%%%%$$$$$$$$$%$$$$$$$$$$%$$$$$$$$$%$$$$$$$$$%$$$$$$$$$$$$$$$$$$$$$$$$$$%%%%%%%%%%%%%%%%%%%%%%%$$$$$$$$$%%%%%%%%%%%%%%%$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$",
  values: "m$%&$+%%%%%4%%%%%%%%%2%%%%%%%%2x'#'#'+)*#x'+##*##x'#%%%%%%%%2##'#'+)*##+##*####%%%%%%%%2##'#'#'#'#'#'#'#'#'%E$%%%%%%%%2##'#'#'#'#'#'#'#'#'%E$%%%%%%%%2##'#'#'#'#'#'#'#'#'%E&%'#'#'#'#'#'#'#'#'%E$%%%%%%%%2#$%%%%%%%%%2##%%%%%%%%2##%%%%%%%%2##%/2%%%%%%%%%2%%%(%%%%%%%%2#%#%#%#%#%#%#%#.'#'#'#'#'#'#'#'#'%E#'#'#'#'#'&%%%%%%%%.'#'#'#'%E#'#'#'#'#'#'#'#'#'%E*/*/0)#)&(####%(##%%$/$',&##+#.)(/#.#%%%%%%%%%4#'$'",
};

/** Decimal digits (`Nd`), as ranges of tens. */
export const DECIMAL_TABLE: string = "S-}Z-t%-~'-|/-d%-d%-d%-d%-d%-d%-d%-d%-d%-i$-d%-j#-}*-j#-tf#-I-x+-n%-y&-)-n'-z#-t%-)-}|P-x9-I-~'-9-z#-v/-ow=-dU-pr#-)-g>-n%-`-~%-}*-l--d%-q.-o$-)7p#-k0-o$-h9-z#-x)-j#-Y-|--{u7-nx#-z#-t%-o4-xeB-lm$Umy#-k0-j3-y)-j@-{e'-";

/** Version of Unicode that this table was made from. */
export const UNICODE_VERSION = "17.0";
