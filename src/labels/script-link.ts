import { createLink, type Link } from "../unicode/link.ts";
import type { CreateScriptLabels } from "./script-label.ts";

/** What labels matches by spellings. Who gives a filter spellings links it. */
export const scriptLabels: Link<CreateScriptLabels> = createLink(
  "what labels matches by spellings",
  "linkLabels",
);
