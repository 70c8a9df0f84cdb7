import type { Message } from "../audit/message.ts";
import { canBlock, createJsonBlocks } from "./json-blocks.ts";
import { findJsonFault } from "./json-fault.ts";
import { createLineDecoder, type LineDecoder, type LineReader } from "./line-decoder.ts";
import type { MessageContext, MessagePart } from "./message-decoder.ts";
import { addMessage, type RawMessage } from "./message-fields.ts";

const BLANK_LINE = /^[ \t\r]*$/;

/** Reads JSON Lines: an object on each line. Blank lines are passed over. */
export function createJsonDecoder(context: MessageContext): LineDecoder {
  const { file } = context;

  function addMalformed(text: string, line: number, records: MessagePart[]): void {
    const fault = findJsonFault(text);
    records.push({
      issue:
        fault === undefined
          ? { code: "malformed", file, line, reason: "expected a JSON object" }
          : {
              code: "malformed",
              file,
              line,
              column: fault.index + 1,
              reason: `broken JSON: expected ${fault.expected}`,
            },
    });
  }

  const read: LineReader = (text, line, records) => {
    if (text === "") {
      return;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      if (!BLANK_LINE.test(text)) {
        addMalformed(text, line, records);
      }
      return;
    }
    if (isObject(value)) {
      addMessage(value, line, context, records);
    } else {
      addMalformed(text, line, records);
    }
  };

  function parse(text: string, line: number): Message {
    const records: MessagePart[] = [];
    read(text, line, records);
    const [record] = records;
    if (record === undefined || !("message" in record)) {
      throw new Error(`line ${line} was read as a message and is none`);
    }
    return record.message;
  }

  const isBlocked = context.inBlocks && canBlock(context.field);
  return createLineDecoder(
    context,
    read,
    isBlocked ? createJsonBlocks(context, read, parse) : undefined,
  );
}

/** Whether JSON is an object. Names such as `__proto__` are own properties of what `JSON.parse` makes. */
function isObject(value: unknown): value is RawMessage {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
