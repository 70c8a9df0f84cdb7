import type { CreateScriptLabels } from "./script-label.ts";

const linked: { create?: CreateScriptLabels } = {};

/** Links what labels matches by spellings. It is always the same, so that it does not matter when, or how often. */
export function linkScripts(create: CreateScriptLabels): void {
  linked.create = create;
}

/** What labels matches by spellings. Nobody gets here with spellings who has not linked it. */
export function scriptLabels(): CreateScriptLabels {
  if (linked.create === undefined) {
    throw new TypeError("what labels matches by spellings is not linked, expected linkScripts");
  }
  return linked.create;
}
