import { createLineDecoder, type LineDecoder } from "./line-decoder.ts";
import type { MessageContext } from "./message-decoder.ts";
import { createTextBlocks } from "./text-blocks.ts";

/**
 * Reads plain text: a message on each line, with all its white space. Lines of nothing but white space are
 * passed over, since a message has to be something.
 */
export function createTextDecoder(context: MessageContext): LineDecoder {
  const { file } = context;
  return createLineDecoder(
    context,
    (text, line, records) => {
      if (text.trim() !== "") {
        records.push({ message: { text, source: { file, line } } });
      }
    },
    context.inBlocks ? createTextBlocks(context) : undefined,
  );
}
