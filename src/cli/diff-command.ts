import { Command, Option } from "commander";
import { AuditError } from "../errors.ts";
import { compileFilter, type Filter } from "../filter/filter.ts";
import { diffLists, isUnchanged } from "../lint/diff.ts";
import { createMessageDiff, type MessageDiff } from "../lint/diff-messages.ts";
import { formatDiff, LIST_REPORT_FORMATS, type ListReportFormat } from "../lint/diff-text.ts";
import { type ListHistory, type ListVersion, listHistory } from "../lint/history.ts";
import { formatHistory } from "../lint/history-text.ts";
import type { KeywordList } from "../lists/lists.ts";
import {
  MESSAGE_FORMATS,
  type MessageFormat,
  openOutput,
  readMessageBatches,
} from "../node/node.ts";
import type { FormatOptions } from "../report/report.ts";
import { DEFAULT_FOLDS, type Fold } from "../unicode/unicode.ts";
import { describeFailure, STATUS } from "./failure.ts";
import { addMessageLimits, type MessageLimits, messageLimitsOf } from "./limit-options.ts";
import { addLoaderOptions, type LoaderChoice, loadedFiles, loadLists } from "./list-loader.ts";
import {
  addListArgument,
  type ListArgument,
  parseCount,
  parseFolds,
  parseLevel,
} from "./options.ts";
import { refuseOverwriting } from "./places.ts";
import { parseSeed } from "./privacy-options.ts";
import { columnsOf, remark, type Terminal } from "./terminal.ts";
import { addTo, takes } from "./values.ts";

interface DiffChoice extends LoaderChoice, MessageLimits {
  readonly allow?: readonly ListArgument[];
  readonly folds?: readonly Fold[];
  readonly messages?: readonly string[];
  readonly field: string;
  readonly messageFormat?: MessageFormat;
  readonly level: number;
  readonly samples?: number;
  readonly showText?: boolean;
  readonly redact?: boolean;
  readonly minUsers?: number;
  readonly seed?: number;
  readonly strict?: boolean;
  readonly trust?: readonly string[];
  readonly format: ListReportFormat;
  readonly top: number;
  readonly output: string;
  readonly failOnChange?: boolean;
}

/** The command `diff`. `finish` takes its exit status. */
export function createDiffCommand(terminal: Terminal, finish: (status: number) => void): Command {
  const command = addLoaderOptions(
    new Command("diff")
      .description("Says what an edit of a list changes: rules, and message by message.")
      .argument(
        "<lists...>",
        "the old list and the new, FILE or FORMAT=FILE; of more than two, oldest first, a history",
        addListArgument,
      ),
  );
  return addMessageLimits(command)
    .option(
      "--folds <names>",
      "what counts as the same, as for audit (default: the default folds)",
      parseFolds,
    )
    .option(
      "--allow <file>",
      "with --messages: a list of allowed phrases, as for audit",
      addListArgument,
    )
    .option(
      "--messages <file>",
      "also compare what both lists trigger on, in these messages; again for each further file",
      addPath,
    )
    .option("--field <name>", "the field of the messages that is compared", "text")
    .addOption(
      new Option(
        "--message-format <name>",
        "form of the messages (default: by extension; needed for - and unknown ones)",
      ).choices(MESSAGE_FORMATS),
    )
    .option("--level <number>", "confidence level of the interval", parseLevel, 0.95)
    .option("--samples <number>", "messages of each group to show; needs --show-text", parseCount)
    .option("--show-text", "show the texts of the messages that --samples draws")
    .option("--redact", "--samples: mask numbers, addresses, account names and URLs in texts")
    .option(
      "--min-users <number>",
      "--samples: nothing is shown of groups of fewer users (default: 5)",
      parseCount,
    )
    .option("--seed <number>", "which messages --samples draws (default: 1)", parseSeed)
    .option("--strict", "stop at the first message that cannot be read")
    .option(
      "--trust <version>",
      "of more than two: take this version as it is, though it looks like a bad capture",
      addVersion,
    )
    .addOption(
      new Option("--format <name>", "form of the answer")
        .choices(LIST_REPORT_FORMATS)
        .default("text"),
    )
    .option("--top <number>", "text: most rows of a table", parseCount, 20)
    .option("--output <file>", "where to write it; - is standard output", "-")
    .option("--fail-on-change", "exit with status 1 if a rule is added, removed, changed or moved")
    .addHelpText(
      "after",
      `
Examples:
  filter-audit diff monday.txt tuesday.txt
  filter-audit diff old.txt new.txt --messages log.jsonl --samples 5 --show-text
  filter-audit diff keyfile.*.plain --list-format tom-skype --format json`,
    )
    .action(async (lists: readonly ListArgument[], choice: DiffChoice) => {
      checkChoice(lists, choice);
      const { allow = [], messages = [] } = choice;
      const named = [...lists, ...allow];
      await refuseOverwriting([choice.output], [...loadedFiles(named, choice), ...messages]);
      const loaded = await loadLists(named, choice, lists.length);
      const options = { columns: columnsOf(terminal), top: choice.top };
      const { text, isSame } =
        lists.length > 2
          ? history(loaded, choice, options)
          : await diff(loaded, choice, options, terminal);
      const output = await openOutput(choice.output, { stdout: terminal.stdout });
      await output.write(text);
      await output.close();
      finish(choice.failOnChange && !isSame ? STATUS.gateFailed : STATUS.done);
    });
}

interface Answer {
  readonly text: string;
  /** Whether no rule differs. */
  readonly isSame: boolean;
}

async function diff(
  loaded: readonly KeywordList[],
  choice: DiffChoice,
  options: FormatOptions,
  terminal: Terminal,
): Promise<Answer> {
  const [old, young, ...allow] = loaded as [KeywordList, KeywordList, ...KeywordList[]];
  const folds = choice.folds ?? DEFAULT_FOLDS;
  const lists = diffLists(old, young, { folds });
  const messages =
    choice.messages === undefined
      ? undefined
      : await diffRecords(old, young, allow, choice.messages, choice, terminal);
  return {
    text: formatDiff(lists, choice.format, options, messages),
    isSame: isUnchanged(lists),
  };
}

async function diffRecords(
  old: KeywordList,
  young: KeywordList,
  allow: readonly KeywordList[],
  paths: readonly string[],
  choice: DiffChoice,
  terminal: Terminal,
): Promise<MessageDiff> {
  const { expressions } = await import("../expressions/expressions.ts");
  const { spellings } = await import("../spellings/spellings.ts");
  const folds = choice.folds ?? DEFAULT_FOLDS;
  const compile = (list: KeywordList): Filter =>
    compileFilter(list, { folds, allow, expressions, spellings });
  const { field, level, samples = 0, seed = 1, messageFormat, redact, minUsers } = choice;
  const counter = createMessageDiff(compile(old), compile(young), {
    field,
    level,
    samples,
    seed,
    ...(redact === undefined ? {} : { redact }),
    ...(minUsers === undefined ? {} : { minUsers }),
  });
  const batches = readMessageBatches(paths, {
    field,
    stdin: terminal.stdin,
    ...(messageFormat === undefined ? {} : { format: messageFormat }),
    ...messageLimitsOf(choice),
  });
  let first: AuditError | undefined;
  let unread = 0;
  for await (const batch of batches) {
    for (const record of batch) {
      if ("message" in record) {
        counter.add(record.message);
        continue;
      }
      const { file, reason, code: _, ...place } = record.issue;
      first ??= new AuditError("malformed-input", reason, { source: file, ...place });
      unread++;
      if (choice.strict) throw first;
    }
  }
  if (first !== undefined) {
    const told = new AuditError(
      "malformed-input",
      `issues of messages: ${unread}; the first, ${first.message}`,
    );
    remark(terminal, describeFailure(told));
  }
  return counter.finish();
}

function history(
  loaded: readonly KeywordList[],
  { trust = [], format }: DiffChoice,
  options: FormatOptions,
): Answer {
  const found = listHistory(versionsOf(loaded), { trusted: trust });
  return { text: formatHistory(found, format, options), isSame: isSteady(found) };
}

/** Versions by date if every list has one of its own; else by name, in the order of the arguments. */
function versionsOf(lists: readonly KeywordList[]): readonly ListVersion[] {
  const dates = new Set(lists.map(({ info }) => info.date));
  if (dates.has(undefined) || dates.size < lists.length) {
    return lists.map((list) => ({ date: list.name, list }));
  }
  return lists
    .map((list) => ({ date: list.info.date ?? "", list }))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Whether no version that is taken differs from the one before it. */
function isSteady({ versions }: ListHistory): boolean {
  const [, ...later] = versions.filter(({ isLeftOut }) => !isLeftOut);
  return later.every(({ added, removed }) => added + removed === 0);
}

function checkChoice(lists: readonly ListArgument[], choice: DiffChoice): void {
  if (lists.length < 2) {
    throw new TypeError("diff is of one list, expected the old and the new");
  }
  if (lists.length > 2 && choice.messages !== undefined) {
    throw new TypeError(`--messages is for two lists, and there are ${lists.length}`);
  }
  if (lists.length === 2 && choice.trust !== undefined) {
    throw new TypeError("--trust is for more than two lists, and there are two");
  }
  if (choice.allow !== undefined && choice.messages === undefined) {
    throw new TypeError("--allow makes no difference to rules, expected --messages beside it");
  }
  const { samples, showText = false, seed, redact, minUsers } = choice;
  if ((samples !== undefined) !== showText || (seed !== undefined && samples === undefined)) {
    throw new TypeError("--samples and --show-text go together, and --seed only with them");
  }
  if ((redact !== undefined || minUsers !== undefined) && samples === undefined) {
    throw new TypeError("--redact and --min-users are of samples, expected --samples beside them");
  }
  if (samples !== undefined && choice.messages === undefined) {
    throw new TypeError("--samples draws from messages, expected --messages beside it");
  }
}

const addPath = takes({ kind: "file", isRepeated: true }, addTo());

const addVersion = takes({ kind: "text", isRepeated: true }, addTo());
