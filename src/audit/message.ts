/** Where a message was read. */
export interface MessageSource {
  /** Name of the file, as given. */
  readonly file: string;
  /** Line on which the message starts, counted from 1. */
  readonly line: number;
}

/**
 * A text that a filter sees, with what else is known of it. Other fields may stand beside these; any
 * field that holds a string can be audited in place of `text`.
 */
export interface Message {
  /** What is audited, if no other field is named. */
  readonly text: string;
  /** Name of the message in triggers and reports. */
  readonly id?: string | number;
  /** When it was sent, ISO 8601 (`2008-10-01`, `2008-10-01T09:30:00+08:00`). */
  readonly time?: string;
  /** Who wrote it. Never in a report as it is. */
  readonly user?: string | number;
  /** Which conversation it belongs to. */
  readonly conversation?: string | number;
  /** The text in another language. */
  readonly translation?: string;
  /** Whether the platform acted on the message; absent: not known. */
  readonly captured?: boolean;
  /** Where it was read. */
  readonly source?: MessageSource;
}

/**
 * What is wrong with a message that was read.
 *
 * - `invalid-utf8`: bytes that are no UTF-8; the message is not counted
 * - `malformed`: no JSON object, or a CSV record that breaks RFC 4180; the message is not counted
 * - `missing-text`: the audited field is absent or no string; the message is not counted
 * - `too-long`: longer than the limit; the message is not counted
 * - `ignored-field`: another known field has a wrong type; the message is counted without that field
 * - `interrupted`: the input failed here, or the run was ended; what follows was not read
 */
export type MessageIssueCode =
  | "invalid-utf8"
  | "malformed"
  | "missing-text"
  | "too-long"
  | "ignored-field"
  | "interrupted";

/** Something wrong with one message of an input. Never holds any of its content. */
export interface MessageIssue {
  /** What it is, for programs. */
  readonly code: MessageIssueCode;
  /** Name of the file, as given. */
  readonly file: string;
  /** Line, counted from 1. */
  readonly line: number;
  /** Column where it is known, counted from 1. */
  readonly column?: number;
  /** What is wrong and what was expected, as a sentence without the place. */
  readonly reason: string;
}
