import { DEFAULT_MAX_MESSAGE_BYTES } from "../node/message-files.ts";
import {
  type MessageFormat,
  type MessageReaderOptions,
  type MessageRecord,
  readMessageBatches,
} from "../node/node.ts";
import { messageLimitsOf } from "./limit-options.ts";
import type { TopicContext } from "./topic.ts";

/** Reads files of messages and hands over each record. */
export async function readEach(
  paths: readonly string[],
  options: MessageReaderOptions,
  use: (record: MessageRecord) => void,
): Promise<void> {
  for await (const batch of readMessageBatches(paths, options)) {
    for (const record of batch) {
      use(record);
    }
  }
}

/** How messages of ordinary people are read: as those that are audited, in whatever format they are. */
export function benignReading(
  format: MessageFormat | undefined,
  { field, ...choice }: TopicContext["choice"],
): MessageReaderOptions & { readonly field: string } {
  return { field, ...(format === undefined ? {} : { format }), ...messageLimitsOf(choice) };
}

/** The limits of a labelled sample. Its rows hold the text of a message and more: less than usual is no limit of theirs. */
export function labelledLimits(choice: TopicContext["choice"]): MessageReaderOptions {
  const { maxMessageBytes = 0, ...rest } = messageLimitsOf(choice);
  return { ...rest, maxMessageBytes: Math.max(maxMessageBytes, DEFAULT_MAX_MESSAGE_BYTES) };
}
