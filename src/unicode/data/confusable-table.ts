/*!
 * Derived from the Unicode Character Database, version 17.0.
 * Copyright © 1991-2025 Unicode, Inc. Unicode License v3, see NOTICE or
 * https://www.unicode.org/license.txt
 */
// Made by generate.ts beside this file; not to be edited.

import type { MappingTable } from "../table.ts";

/** Letters to the ASCII letter they look like. */
export const CONFUSABLE_TABLE: MappingTable = {
  keys: "e*Vw#,('3:%$d&3%)$(?'r)5$&$$%$%$%%&$%-%))%%<:(%.$%+%&(%$$%$$$%*'&%,%$%%&0$%,6$]$/%&2U.2$$S%)/%&-+'$'$%$nq%$$&'$$$*''%&%$/&%$'$'$&'$/$sw#.%.'$$'f$,x*k$lePl)p$$)6$$xA&+-$)'+>/%39$(",
  lengths: "",
  values: "}(00-$]5f#(*8/GB#?&+f$4%)MF%''%%%+-$5SB/%$u#l#/i#/6%4%)/',1%<E-$7$E<7%<O$$*6%=e#d#]d#D(1#2]x#Vd#g#&*t#.#4/#1>'(5y#?'MBR5,G6,EFf#>3B-*)(04=,U],f#;#/%%)28GHIB7}#d#Ay#?Nj#%5)#)#+B5-)*(B",
};

/** Version of Unicode that this table was made from. */
export const UNICODE_VERSION = "17.0";
