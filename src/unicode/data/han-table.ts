/*!
 * Derived from the Unicode Character Database, version 17.0.
 * Copyright © 1991-2025 Unicode, Inc. Unicode License v3, see NOTICE or
 * https://www.unicode.org/license.txt
 */
// Made by generate.ts beside this file; not to be edited.

/** `Script=Han`, as ranges. */
export const HAN_TABLE: string = "r{0=$}#/s(R$$$<,1'mDys)d#gm=qy?i.%s$kuI%/*lgS{g[C}r&%qp(%oy*2v7~|#w4oXsl'(fi,";

/** Version of Unicode that this table was made from. */
export const UNICODE_VERSION = "17.0";
