import type { Filter } from "../filter/filter.ts";
import { createMatchStream, type MatchStream, type UnlabelledMatch } from "./match-stream.ts";

/**
 * The matches of a text whose pieces come one after another, as they become certain, in the order of
 * {@link createMatchStream}. Ends with the pieces; who stops early ends them.
 *
 * @param pieces strings, or bytes of UTF-8, cut anywhere: an array, a file as a stream, the body of an answer
 *
 * @throws TypeError, RangeError and AuditError as {@link createMatchStream} does, at once
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { streamMatches } from "filter-audit/searches";
 *
 * const filter = compileFilter(parseList("电话\n", { format: "lines", name: "words" }));
 * const starts = [];
 * for await (const { start } of streamMatches(filter, ["打電", "話,電", "話費"])) {
 *   starts.push(start);
 * }
 * starts; // => [1, 4]
 * ```
 */
export function streamMatches(
  filter: Filter,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<UnlabelledMatch, void, undefined> {
  return searchAll(createMatchStream(filter), pieces);
}

async function* searchAll(
  stream: MatchStream,
  pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): AsyncGenerator<UnlabelledMatch, void, undefined> {
  for await (const piece of pieces) {
    yield* stream.push(piece);
  }
  yield* stream.finish();
}

/** What a transformer gives its matches to. */
export interface MatchSink {
  /** Takes one. */
  enqueue(match: UnlabelledMatch): void;
}

/** What a `TransformStream` of the host is made of. */
export interface MatchTransformer {
  /** Takes a piece. */
  transform(piece: string | Uint8Array, controller: MatchSink): void;
  /** Ends the text. */
  flush(controller: MatchSink): void;
}

/**
 * Makes the transformer of one Web Stream: pieces in, matches out, as {@link createMatchStream} gives them.
 *
 * @throws TypeError, RangeError and AuditError as {@link createMatchStream} does
 *
 * @example
 * ```ts
 * import { compileFilter, parseList } from "filter-audit";
 * import { createMatchTransformer } from "filter-audit/searches";
 *
 * const filter = compileFilter(parseList("电话\n", { format: "lines", name: "words" }));
 * const body = new Blob(["打電話,電話費"]).stream();
 * const matches = body.pipeThrough(new TransformStream(createMatchTransformer(filter)));
 * const starts = [];
 * for await (const { start } of matches) {
 *   starts.push(start);
 * }
 * starts; // => [1, 4]
 * ```
 */
export function createMatchTransformer(filter: Filter): MatchTransformer {
  const stream = createMatchStream(filter);
  const give = (matches: readonly UnlabelledMatch[], controller: MatchSink): void => {
    for (const match of matches) {
      controller.enqueue(match);
    }
  };
  return {
    transform: (piece, controller) => give(stream.push(piece), controller),
    flush: (controller) => give(stream.finish(), controller),
  };
}
