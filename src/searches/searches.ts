export { patternMatchesAt } from "../automaton/at-start.ts";
export { countPatternMatches } from "../automaton/count.ts";
export { iteratePatternMatches } from "../automaton/iterate.ts";
export { leftmostPatternMatches, type Preference } from "../automaton/leftmost.ts";
export { createPatternStream, type PatternStream } from "../automaton/stream.ts";
export {
  createMatchTransformer,
  type MatchSink,
  type MatchTransformer,
  streamMatches,
} from "./adapters.ts";
export { matchesAt } from "./at-start.ts";
export { iterateMatches } from "./iterate.ts";
export { type LeftmostOptions, leftmostMatches, type MatchChoice } from "./leftmost.ts";
export { type MaskOptions, mask } from "./mask.ts";
export { createMatchStream, type MatchStream, type UnlabelledMatch } from "./match-stream.ts";
export { type ReplacedSpan, type Replacement, type Replacer, replace } from "./replace.ts";
