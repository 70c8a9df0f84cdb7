import { createScriptLabels } from "./script-label.ts";
import { linkScripts } from "./script-link.ts";

/** Links what labels need of which only some filters have use. */
export function linkLabels(): void {
  linkScripts(createScriptLabels);
}
