import type { Command } from "commander";
import type { Message, TallyOptions } from "../audit/audit.ts";
import type { Filter } from "../filter/filter.ts";
import type { Report, ReportOptions } from "../report/report.ts";
import type { MessageLimits } from "./limit-options.ts";
import type { FilterChoice } from "./lists.ts";
import type { Terminal } from "./terminal.ts";

/** What is known when the options of a topic are looked at. */
export interface TopicContext {
  /** The filter that is audited. */
  readonly filter: Filter;
  /** Where the command runs. */
  readonly terminal: Terminal;
  /** What the options of the command say that are of no topic. */
  readonly choice: FilterChoice &
    MessageLimits & { readonly field: string; readonly level: number };
}

/** What the options of a topic ask for. */
export interface TopicRequest {
  /** How messages are counted. */
  readonly tally?: TallyOptions;
  /** What is concluded. */
  readonly report?: ReportOptions;
  /** What looks at each message beside the tally, given how that is counted. */
  readonly observe?: (tally: TallyOptions) => MessageObserver;
}

/** Looks at each message, and says at the end what is concluded. */
export interface MessageObserver {
  /** Takes a message. */
  add(message: Message): void;
  /** What is told in the report. */
  finish(): ReportOptions;
}

/** Options of the command `audit` that belong together, and what they ask for. */
export interface Topic<Choice> {
  /** Adds the options. */
  add(command: Command): void;
  /** The files that the options name and that are read. */
  files?(choice: Choice): readonly string[];
  /**
   * What the options ask for. Files are read here, before messages are.
   *
   * @throws TypeError if options do not go together
   * @throws AuditError if a file cannot be read
   */
  prepare(choice: Choice, context: TopicContext): Promise<TopicRequest>;
  /** Reasons why a gate that was asked for failed, each a line; the exit status is then 1. */
  judge?(report: Report, choice: Choice): readonly string[];
}
