import { type MessageReaderOptions, type MessageRecord, readMessageBatches } from "../node/node.ts";

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
