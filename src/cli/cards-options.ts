import { Option } from "commander";
import { createTally, type Tally } from "../audit/audit.ts";
import { AuditError } from "../errors.ts";
import type { Filter } from "../filter/filter.ts";
import { MESSAGE_FORMATS, type MessageFormat } from "../node/node.ts";
import { parseCount } from "./options.ts";
import { addSeedOption } from "./privacy-options.ts";
import type { CommandFormat } from "./report-formats.ts";
import { readLabelled } from "./sample-file.ts";
import { benignReading, labelledLimits, readEach } from "./second-input.ts";
import type { Topic } from "./topic.ts";

/** Cards, and what they are held against, as the command line says it. */
interface CardsChoice {
  readonly cards?: number;
  readonly benign?: string;
  readonly benignFormat?: MessageFormat;
  readonly labelled?: string;
  readonly seed?: number;
  readonly format: CommandFormat;
  readonly ladder?: boolean;
}

/** How many rules have a card in a report for programs, if nothing else is said. */
const WIDEST = 10;

/** The options of `audit` that ask for cards of rules, and for what they are held against. */
export const cardsTopic: Topic<CardsChoice> = {
  add: (command) => {
    command
      .option(
        "--cards <number>",
        "a card for each of so many rules, the widest first (default: none; json: 10)",
        parseCount,
      )
      .option(
        "--benign <file>",
        "messages of ordinary people: how often rules fire there; needs cards or the ladder",
      )
      .addOption(
        new Option("--benign-format <name>", "form of that file (default: by extension)").choices(
          MESSAGE_FORMATS,
        ),
      )
      .option("--labelled <file>", "a sample of these messages that a person labelled; see sample");
    addSeedOption(command);
  },
  files: ({ benign, labelled }) => [benign, labelled].filter((path) => path !== undefined),
  prepare: async (choice, { filter, choice: audited }) => {
    const { benign, benignFormat, labelled, seed } = choice;
    const cards = cardsOf(choice);
    if (benign !== undefined && cards === 0 && choice.ladder !== true) {
      throw new TypeError("--benign is for cards and the ladder, expected --cards or --ladder");
    }
    if (benignFormat !== undefined && benign === undefined) {
      throw new TypeError("--benign-format is of --benign, expected it");
    }
    return {
      tally: { cards },
      report: {
        cards,
        ...(seed === undefined ? {} : { seed }),
        ...(benign === undefined
          ? {}
          : { benign: await countBenign(benign, filter, benignReading(benignFormat, audited)) }),
        ...(labelled === undefined
          ? {}
          : { labelled: await readLabelled(labelled, filter, labelledLimits(audited)) }),
      },
    };
  },
};

/** How many rules have a card: none in a report for people, unless it is said. */
export function cardsOf({
  cards,
  format,
}: {
  readonly cards?: number;
  readonly format: CommandFormat;
}): number {
  return cards ?? (format === "text" ? 0 : WIDEST);
}

async function countBenign(
  path: string,
  filter: Filter,
  reading: ReturnType<typeof benignReading>,
): Promise<Tally> {
  const tally = createTally(filter, { field: reading.field, labels: false });
  if (path === "-") {
    throw new AuditError("unreadable-file", "cannot be --benign, expected a file", {
      source: "standard input",
    });
  }
  await readEach([path], reading, (record) => {
    if ("message" in record) tally.add(record.message);
    else tally.addIssue(record.issue);
  });
  return tally.finish();
}
