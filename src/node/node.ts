/**
 * Files around the pure core: lists and messages in, lines and text out.
 *
 * @module
 */
export type { OutputProvenance } from "../report/provenance.ts";
export { type ListFileOptions, readList } from "./list-file.ts";
export { MESSAGE_FORMATS, type MessageFormat } from "./message-format.ts";
export {
  type MessagePart,
  type MessageReaderOptions,
  type MessageRecord,
  readMessageBatches,
  readMessageParts,
  readMessages,
} from "./message-reader.ts";
export { type Output, type OutputOptions, openOutput } from "./output.ts";
export { omittedLine, tellingLines, triggersLine } from "./triggers-line.ts";
