import { readFileSync } from "node:fs";
import { Application, Converter, ReflectionKind } from "typedoc";

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

export function load(application) {
  const { MANUAL } = process.env;
  if (MANUAL) {
    // Options are read once more after plugins are loaded.
    application.on(Application.EVENT_BOOTSTRAP_END, () => {
      application.options.setValue("navigationLinks", { Manual: MANUAL });
    });
  }
  application.converter.on(Converter.EVENT_CREATE_DECLARATION, (_, reflection) => {
    if (reflection.kindOf(ReflectionKind.Module)) {
      reflection.name = subpaths.get(reflection.name) ?? reflection.name;
    }
  });
}
