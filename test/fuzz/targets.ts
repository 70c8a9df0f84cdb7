import type { FuzzTarget } from "./target.ts";
import { FILE_TARGETS } from "./targets/files.ts";
import { FILTER_TARGETS } from "./targets/filters.ts";
import { LIST_TARGETS } from "./targets/lists.ts";
import { MESSAGE_TARGETS } from "./targets/messages.ts";
import { QUEUE_TARGETS } from "./targets/queues.ts";
import { STATE_TARGETS } from "./targets/states.ts";
import { TALLY_TARGETS } from "./targets/tallies.ts";

/** Everything that reads what may come from anyone. */
export const TARGETS: readonly FuzzTarget[] = [
  ...LIST_TARGETS,
  ...MESSAGE_TARGETS,
  ...FILTER_TARGETS,
  ...TALLY_TARGETS,
  ...FILE_TARGETS,
  ...STATE_TARGETS,
  ...QUEUE_TARGETS,
];
