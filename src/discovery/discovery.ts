/**
 * Why messages were captured: `filter-audit/discovery`.
 *
 * @module
 */
export type { BlackBox, QueryOptions } from "./black-box.ts";
export {
  type Combination,
  type Isolation,
  type IsolationOptions,
  type IsolationState,
  isolateTerms,
} from "./isolate.ts";
export { isolatedList } from "./isolated-list.ts";
