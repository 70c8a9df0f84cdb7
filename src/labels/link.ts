import { createScriptLabels } from "./script-label.ts";
import { scriptLabels } from "./script-link.ts";

/** Links what labels need of which only some filters have use. */
export function linkLabels(): void {
  scriptLabels.link(createScriptLabels);
}
