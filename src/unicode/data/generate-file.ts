import type { NormalizedTable } from "../normalized-table.ts";
import type { Sequence } from "../table.ts";
import { encodeGroups, encodeMapping } from "./generate-encoding.ts";

// What generate.ts writes into the file of a table: its licence, its declarations, its version.

const UNICODE_VERSION = "17.0";

/** The version of opencc-js whose dictionaries tables are made from. */
export const OPENCC_VERSION = "1.4.2";

const UNICODE_NOTICE = `/*!
 * Derived from the Unicode Character Database, version ${UNICODE_VERSION}.
 * Copyright © 1991-2025 Unicode, Inc. Unicode License v3, see NOTICE or
 * https://www.unicode.org/license.txt
 */`;

const OPENCC_NOTICE = `/*!
 * Derived from the dictionaries of Open Chinese Convert (OpenCC), https://github.com/BYVoid/OpenCC
 * Copyright 2010-2026 Carbo Kuo and contributors. Apache License, Version 2.0, see NOTICE or
 * http://www.apache.org/licenses/LICENSE-2.0
 * Taken from opencc-js ${OPENCC_VERSION} (The nk2028 Project). Modified: characters that the dictionaries put for one
 * another are merged into classes, and each is mapped to one of its class.
 */`;

/** What a table is made from. */
export type Source = "Unicode" | "opencc-js";

/** The text of a table made from `source`: its licence, its declarations, its version. */
export function tableFile(source: Source, declarations: readonly string[]): string {
  const type = ["MappingTable", "GroupedTable", "NormalizedTable"].find((name) =>
    declarations.some((declaration) => declaration.includes(`: ${name}`)),
  );
  const from = type === "NormalizedTable" ? "../normalized-table.ts" : "../table.ts";
  const [notice, constant, version] =
    source === "Unicode"
      ? [UNICODE_NOTICE, "UNICODE_VERSION", UNICODE_VERSION]
      : [OPENCC_NOTICE, "OPENCC_VERSION", OPENCC_VERSION];
  return `${notice}
// Made by generate.ts beside this file; not to be edited.

${type === undefined ? "" : `import type { ${type} } from "${from}";\n\n`}${declarations.join("\n\n")}

/** Version of ${source} that this table was made from. */
export const ${constant} = ${JSON.stringify(version)};
`;
}

/** The declaration of a mapping. */
export function declareMapping(
  constant: string,
  comment: string,
  mapping: Iterable<readonly [number, Sequence]>,
): string {
  const { keys, lengths, values } = encodeMapping([...mapping]);
  return `/** ${comment} */
export const ${constant}: MappingTable = {
  keys: ${JSON.stringify(keys)},
  lengths: ${JSON.stringify(lengths)},
  values: ${JSON.stringify(values)},
};`;
}

/** The declaration of a mapping to one code point each. */
export function declareGroups(
  constant: string,
  comment: string,
  mapping: Iterable<readonly [number, Sequence]>,
): string {
  const { keys, values } = encodeGroups([...mapping]);
  return `/** ${comment} */
export const ${constant}: GroupedTable = {
  keys: ${JSON.stringify(keys)},
  values: ${JSON.stringify(values)},
};`;
}

/** The declaration of a mapping of which the host makes the most. */
export function declareNormalized(
  constant: string,
  comment: string,
  { keys, joined, young, sum }: NormalizedTable,
): string {
  return `/** ${comment} */
export const ${constant}: NormalizedTable = {
  keys: ${JSON.stringify(keys)},
  joined: ${JSON.stringify(joined)},
  young: {
    keys: ${JSON.stringify(young.keys)},
    lengths: ${JSON.stringify(young.lengths)},
    values: ${JSON.stringify(young.values)},
  },
  sum: 0x${sum.toString(16)},
};`;
}

/** The declaration of ranges that are encoded. */
export function declareRanges(constant: string, comment: string, ranges: string): string {
  return `/** ${comment} */
export const ${constant}: string = ${JSON.stringify(ranges)};`;
}
