/*!
 * Derived from the Unicode Character Database, version 17.0.
 * Copyright © 1991-2025 Unicode, Inc. Unicode License v3, see NOTICE or
 * https://www.unicode.org/license.txt
 */
// Made by generate.ts beside this file; not to be edited.

import type { MappingTable } from "../table.ts";

/** NFKD of U+3000 and U+FF01..U+FFEE. */
export const WIDTH_TABLE: MappingTable = {
  keys: "xn1mjj#$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$'$$$$$&$$$$$&$$$$$&$$'$$$$$$%$$$$$$",
  lengths: "$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$$%$$$$$$$$$$",
  values: "d#%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%um=%tf%7%:h34t&''''}$''k#{$k'''''%''''''''''')'''%%%%%)))))%%%%'''%%%%%'+k'%xp6w'%h-e-j-%i-%%l-%%%%%f,J%%UR%%%%%%%%%q&%%%%%%%%%%%%%%%%%%%%um,%5~*ey$s*$xd7ft#}b%%%pn#z#",
};

/** Version of Unicode that this table was made from. */
export const UNICODE_VERSION = "17.0";
