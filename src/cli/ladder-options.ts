import { InvalidArgumentError, Option } from "commander";
import type { TallyOptions } from "../audit/audit.ts";
import { createInvestigation, type InvestigationOptions } from "../discovery/discovery.ts";
import type { MessageFormat } from "../node/node.ts";
import { DEFAULT_FOLDS, type Fold, normalizeFolds } from "../unicode/unicode.ts";
import { nameLists } from "./list-names.ts";
import { choiceBeside, loadFilter } from "./lists.ts";
import { addListArgument, type ListArgument, parseCount, parseFolds } from "./options.ts";
import { addSeedOption } from "./privacy-options.ts";
import type { CommandFormat } from "./report-formats.ts";
import { benignReading, readEach } from "./second-input.ts";
import { loadSegmenter, SEGMENTERS, type SegmenterName } from "./segmenter.ts";
import type { Topic, TopicContext } from "./topic.ts";
import { addTo, takes } from "./values.ts";

/** Why messages were captured, as the command line asks for it. */
interface LadderChoice {
  readonly ladder?: boolean;
  readonly further?: readonly ListArgument[];
  readonly furtherFolds?: readonly Fold[];
  readonly spillOver?: number;
  readonly spillOverSeconds?: number;
  readonly enrich?: readonly string[];
  readonly permutations?: number;
  readonly discovery?: boolean;
  readonly segmenter?: SegmenterName;
  readonly benign?: string;
  readonly benignFormat?: MessageFormat;
  readonly minUsers?: number;
  readonly seed?: number;
  readonly inForce?: boolean;
  readonly format: CommandFormat;
}

/** Options that say more of the ladder, by name. */
const DETAILS = [
  ["--further", "further"],
  ["--further-folds", "furtherFolds"],
  ["--spill-over", "spillOver"],
  ["--spill-over-seconds", "spillOverSeconds"],
  ["--enrich", "enrich"],
  ["--permutations", "permutations"],
  ["--segmenter", "segmenter"],
] as const;

/** Most ordinary messages that are held against rules: the first of the file. */
const MOST_ORDINARY = 100_000;

/** The options of `audit` that ask why messages were captured. */
export const ladderTopic: Topic<LadderChoice> = {
  add: (command) => {
    command
      .option(
        "--ladder",
        "why messages were captured: rules, folds, further lists, spill-over, rules that nobody has yet, users; needs the field captured",
      )
      .option(
        "--further <file>",
        "--ladder: another list or version, tried after --list; named and repeated as --list",
        addListArgument,
      )
      .option(
        "--further-folds <names>",
        "--ladder: folds tried after --folds (default: the default ones)",
        parseFolds,
      )
      // So that it has no default, which every report would name among the options that made it.
      .addOption(new Option("--discovery").hideHelp())
      .option("--no-discovery", "--ladder: do not look for rules that nobody has yet")
      .addOption(
        new Option(
          "--segmenter <name>",
          "--ladder: look for rules of words too, single characters among them, where it parts them",
        ).choices(SEGMENTERS),
      )
      .option(
        "--spill-over <number>",
        "--ladder: so many messages after an explained capture may be its spill-over (default: 3)",
        parseCount,
      )
      .option(
        "--spill-over-seconds <number>",
        "--ladder: the same in seconds, in place of messages",
        parseSeconds,
      )
      .option(
        "--enrich <field>",
        "--ladder: look at the values of that field as at users; again for each",
        addField,
      )
      .option("--permutations <number>", "--ladder: of each test (default: 9,999)", parseCount);
    addSeedOption(command);
  },
  files: ({ further = [] }) => further.map(({ path }) => path),
  prepare: async (choice, context) => {
    checkTogether(choice);
    if (choice.ladder !== true) return {};
    const options = await optionsOf(choice, context);
    return {
      observe: (tally: TallyOptions) => {
        const { add, finish } = createInvestigation(context.filter, {
          ...options,
          ...(tally.key === undefined ? {} : { key: tally.key }),
        });
        return { add, finish: () => ({ investigation: finish() }) };
      },
    };
  },
};

function checkTogether(choice: LadderChoice): void {
  if (choice.ladder !== true) {
    const given =
      choice.discovery === false
        ? ["--no-discovery"]
        : choice.format === "list"
          ? ["--format list"]
          : DETAILS.find(([, name]) => choice[name] !== undefined);
    if (given !== undefined) {
      throw new TypeError(`${given[0]} is of the ladder, expected --ladder beside it`);
    }
    return;
  }
  if (choice.format === "list" && choice.discovery === false) {
    throw new TypeError("--format list is of discovered rules, expected it without --no-discovery");
  }
  if (choice.segmenter !== undefined && choice.discovery === false) {
    throw new TypeError("--segmenter is of discovered rules, expected it without --no-discovery");
  }
  if (choice.inForce === true) {
    throw new TypeError("--ladder is of all lists at once, expected it without --in-force");
  }
  if (choice.format === "tally") {
    throw new TypeError("--ladder cannot be added up, expected another --format than tally");
  }
  if (choice.spillOver !== undefined && choice.spillOverSeconds !== undefined) {
    throw new TypeError("--spill-over and --spill-over-seconds, expected one of them");
  }
}

async function optionsOf(
  choice: LadderChoice,
  { filter, choice: audited }: TopicContext,
): Promise<InvestigationOptions> {
  const { further = [], furtherFolds = DEFAULT_FOLDS, minUsers, seed, permutations } = choice;
  const { field, level, ...chosen } = audited;
  const beside = choiceBeside(chosen, filter);
  const own = beside.folds ?? DEFAULT_FOLDS;
  const folds = normalizeFolds([...own, ...furtherFolds]);
  const isWider = folds.some((fold) => !filter.folds.includes(fold));
  const names = nameLists(further.map(({ path }) => path));
  const furtherFilters: { readonly name: string; readonly filter: typeof filter }[] = [];
  for (const [index, list] of further.entries()) {
    furtherFilters.push({
      name: names[index] as string,
      // Whether a further list has the phrases that this one allows is not known: it is taken as it is.
      filter: await loadFilter(withoutAllow({ ...beside, folds, list: [list] }), {
        beside: chosen.list,
      }),
    });
  }
  return {
    field,
    level,
    ...(await discoveryOf(choice)),
    ...(isWider ? { wider: await loadFilter({ ...chosen, folds }) } : {}),
    further: furtherFilters,
    ...(choice.enrich === undefined ? {} : { fields: choice.enrich }),
    ...(choice.benign === undefined ? {} : { ordinary: await readOrdinary(choice, audited) }),
    spillOver: {
      ...(choice.spillOver === undefined ? {} : { messages: choice.spillOver }),
      ...(choice.spillOverSeconds === undefined ? {} : { seconds: choice.spillOverSeconds }),
    },
    ...(minUsers === undefined ? {} : { minUsers }),
    ...(seed === undefined ? {} : { seed }),
    ...(permutations === undefined ? {} : { permutations }),
  };
}

async function discoveryOf({
  discovery,
  segmenter,
}: LadderChoice): Promise<Pick<InvestigationOptions, "discovery">> {
  if (discovery === false) return { discovery: false };
  return segmenter === undefined ? {} : { discovery: { words: await loadSegmenter(segmenter) } };
}

function withoutAllow<Choice extends { readonly allow?: unknown }>(
  choice: Choice,
): Omit<Choice, "allow"> {
  const { allow: _, ...rest } = choice;
  return rest;
}

async function readOrdinary(
  { benign = "", benignFormat }: LadderChoice,
  audited: TopicContext["choice"],
): Promise<readonly string[]> {
  const texts: string[] = [];
  const reading = benignReading(benignFormat, audited);
  await readEach([benign], reading, (record) => {
    if ("message" in record && texts.length < MOST_ORDINARY) {
      const fields = record.message as unknown as Readonly<Record<string, string>>;
      texts.push(fields[reading.field] ?? "");
    }
  });
  return texts;
}

function parseSeconds(value: string): number {
  const seconds = Number(value);
  if (value.trim() === "" || !(seconds > 0) || !Number.isFinite(seconds)) {
    throw new InvalidArgumentError("expected a number above 0");
  }
  return seconds;
}

const addField = takes({ kind: "text", isRepeated: true }, addTo());
takes({ kind: "number", minimum: 0 }, parseSeconds);
