import type { Message, MessageIssue } from "../audit/message.ts";
import type { MessageBlock } from "../audit/message-block.ts";
import type { MessageFormat } from "./message-format.ts";

/** What is read at one place of an input: a message, or what is wrong there. */
export type MessageRecord =
  | {
      /** The message, with its place as `source`. */
      readonly message: Message;
    }
  | {
      /** What is wrong. */
      readonly issue: MessageIssue;
    };

/** The same, or many messages at once. */
export type MessagePart =
  | MessageRecord
  | {
      /** Messages of the lines that follow each other; good until more is read. */
      readonly block: MessageBlock;
    };

/** Where messages come from and what is asked of them. */
export interface MessageContext {
  /** Path of the file, as given. */
  readonly file: string;
  /** The field that is audited. */
  readonly field: string;
  /** Longest message with its other fields, in bytes, without the line break. */
  readonly maxMessageBytes: number;
  /** Whether messages may come in blocks. */
  readonly inBlocks: boolean;
}

/** One file and how it is read. */
export interface MessageFile extends MessageContext {
  readonly format: MessageFormat;
  /** Most bytes that it may unpack to, if it is packed. */
  readonly maxUnpackedBytes: number;
}

/** Turns the bytes of one file into records, chunk by chunk. The chunks carry no byte order mark. */
export interface MessageDecoder {
  /** The line that was reached, counted from 1. */
  readonly line: number;
  /** Reads on, and adds to `records` what is complete now. */
  push(chunk: Uint8Array, records: MessagePart[]): void | Promise<void>;
  /** Adds what is left at the end of the file. */
  finish(records: MessagePart[]): void | Promise<void>;
}
