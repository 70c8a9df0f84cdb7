import type { TextBlock } from "../filter/filter.ts";
import type { Message } from "./message.ts";

/** Messages whose audited fields stand beside each other as code units, so that few have to be decoded. */
export interface MessageBlock extends TextBlock {
  /** A message, decoded, by its number in the block. */
  message(index: number): Message;
  /**
   * A message without its texts and without fields that are not known, where it has more than a place; else
   * undefined. Absent if none has.
   */
  head?(index: number): Message | undefined;
}
