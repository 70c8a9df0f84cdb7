import { readFileSync } from "node:fs";
import { Converter, ReflectionKind } from "typedoc";

// Plugin of TypeDoc: modules are called as one imports them, not as their files are; and where MANUAL says where the manual
// stands, each page leads there.

const { exports } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const subpaths = new Map(
  Object.entries(exports).flatMap(([subpath, { types }]) =>
    types === undefined
      ? []
      : [[types.replace(/^\.\/dist\/|\.d\.ts$/g, ""), `filter-audit${subpath.slice(1)}`]],
  ),
);

export function load({ converter, options }) {
  if (process.env.MANUAL) {
    options.setValue("navigationLinks", { Manual: process.env.MANUAL });
  }
  converter.on(Converter.EVENT_CREATE_DECLARATION, (_, reflection) => {
    if (reflection.kindOf(ReflectionKind.Module)) {
      reflection.name = subpaths.get(reflection.name) ?? reflection.name;
    }
  });
}
