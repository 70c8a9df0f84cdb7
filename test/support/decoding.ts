import type { MessageDecoder, MessagePart } from "../../src/node/message-decoder.ts";

/**
 * Has bytes decoded that come in chunks. Each chunk is written over once what it held was taken: a decoder may keep nothing
 * of it.
 */
export async function decodeChunks(
  { push, finish }: Pick<MessageDecoder, "push" | "finish">,
  chunks: readonly Uint8Array[],
  take: (parts: readonly MessagePart[]) => void,
): Promise<void> {
  for (const chunk of chunks) {
    const own = Uint8Array.from(chunk);
    const parts: MessagePart[] = [];
    await push(own, parts);
    take(parts);
    own.fill(0x61);
  }
  const parts: MessagePart[] = [];
  await finish(parts);
  take(parts);
}
