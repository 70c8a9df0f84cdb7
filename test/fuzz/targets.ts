import type { FuzzTarget } from "./target.ts";
import { FILE_TARGETS } from "./targets/files.ts";
import { FILTER_TARGETS } from "./targets/filters.ts";
import { LIST_TARGETS } from "./targets/lists.ts";
import { MESSAGE_TARGETS } from "./targets/messages.ts";
import { TALLY_TARGETS } from "./targets/tallies.ts";

/** Everything that reads what may come from anyone. */
export const TARGETS: readonly FuzzTarget[] = [
  ...LIST_TARGETS,
  ...MESSAGE_TARGETS,
  ...FILTER_TARGETS,
  ...TALLY_TARGETS,
  ...FILE_TARGETS,
];
