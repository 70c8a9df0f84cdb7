import type { Command } from "commander";
import type { Report } from "../report/report.ts";
import { cardsTopic } from "./cards-options.ts";
import { comparisonTopic } from "./comparison-options.ts";
import { gateTopic } from "./gate-options.ts";
import { ladderTopic } from "./ladder-options.ts";
import { privacyTopic } from "./privacy-options.ts";
import { timeTopic } from "./time-options.ts";
import type { Topic, TopicContext, TopicRequest } from "./topic.ts";

/** The topics of the command `audit`: a new one is a file and a row. */
const TOPICS: readonly Topic<never>[] = [
  cardsTopic,
  privacyTopic,
  timeTopic,
  comparisonTopic,
  ladderTopic,
  gateTopic,
];

/** Options as the command line gave them; each topic knows its own. */
type Choice = object;

const all = TOPICS as readonly Topic<Choice>[];

/** Adds the options of all topics. */
export function addTopics(command: Command): Command {
  for (const topic of all) {
    topic.add(command);
  }
  return command;
}

/** The files that the options of all topics name. */
export function filesOfTopics(choice: Choice): readonly string[] {
  return all.flatMap((topic) => topic.files?.(choice) ?? []);
}

/** What the options of all topics ask for together. */
type Requested = Required<Omit<TopicRequest, "observe">> & Pick<TopicRequest, "observe">;

/** What the options of all topics ask for. */
export async function prepareTopics(choice: Choice, context: TopicContext): Promise<Requested> {
  let requested: Requested = { tally: {}, report: {} };
  for (const topic of all) {
    const { tally, report, ...rest } = await topic.prepare(choice, context);
    requested = {
      ...requested,
      ...rest,
      tally: { ...requested.tally, ...tally },
      report: { ...requested.report, ...report },
    };
  }
  return requested;
}

/** The reasons why gates failed. */
export function judgeTopics(report: Report, choice: Choice): readonly string[] {
  return all.flatMap((topic) => topic.judge?.(report, choice) ?? []);
}
