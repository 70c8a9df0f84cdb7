/*!
 * Derived from the Unicode Character Database, version 17.0.
 * Copyright © 1991-2025 Unicode, Inc. Unicode License v3, see NOTICE or
 * https://www.unicode.org/license.txt
 */
// Made by generate.ts beside this file; not to be edited.

/** `Default_Ignorable_Code_Point`, as ranges. */
export const IGNORABLE_TABLE: string = "e'$s9$h;$nq$%t]%y#(lm#(=(T3nq&$tni#3q)$s&$s#,myc'}z'+zufImh&";

/** Version of Unicode that this table was made from. */
export const UNICODE_VERSION = "17.0";
