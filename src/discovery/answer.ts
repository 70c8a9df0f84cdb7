import type { Investigation, LadderStep } from "./investigation.ts";

/** What the answer is made of. */
export type Facts = Omit<Investigation, "answer">;

/**
 * The answer in words. Each sentence is made from figures that stand beside it, and says what it cannot tell: of what
 * was not tested, why; of what was tested, by which test. It names no user but by pseudonym, and quotes no message.
 */
export function answerOf(facts: Facts): readonly string[] {
  if (facts.captured === 0) {
    return ["No message is said to be captured, so there is nothing to explain."];
  }
  return [
    explained(facts),
    ordinaryFirst(facts),
    spillOver(facts),
    discovered(facts),
    people(facts),
    scope(facts),
  ].filter((paragraph) => paragraph !== "");
}

const isList = ({ step }: LadderStep): boolean => /^(?:exact$|fold:|list:)/u.test(step);

function explained({ captured, ladder }: Facts): string {
  const told = ladder.filter((step) => isList(step) && step.messages > 0);
  const sum = told.reduce((before, { messages }) => before + messages, 0);
  const by = told.map((step) => `${stepName(step.step)} ${count(step.messages)}`);
  const rest = ladder.find(({ step }) => step === "rest");
  return (
    `Of ${messagesOf(captured)} captured, the lists explain ${count(sum)}, ${percent(sum / captured)}` +
    `${by.length === 0 ? "" : `: ${by.join(", ")}`}. ` +
    (rest === undefined || rest.messages === 0
      ? "After all steps nothing is left."
      : `After all steps ${count(rest.messages)} ${rest.messages === 1 ? "is" : "are"} left, ${withInterval(rest)}.`)
  );
}

function ordinaryFirst({ rivals, ladder }: Facts): string {
  const sentences = rivals.map(
    ({ field, value, messages, of, ordinary, total, interval }) =>
      `Before anyone is suspected: a rule on a term that ${count(ordinary)} of ${messagesOf(total)} of ordinary people hold ` +
      `(${range(interval)}) would explain ${count(messages)} of the ${count(of)} captures of ${field} ${value} as well; ` +
      `the data cannot tell the two apart.`,
  );
  const broad = ladder.filter(
    ({ step, ordinary, messages }) =>
      (step.startsWith("list:") || step === "discovered") &&
      messages > 0 &&
      (ordinary?.interval[0] ?? 0) >= 0.001,
  );
  for (const { step, ordinary } of broad) {
    sentences.push(
      `${capital(stepName(step))} would also trigger on ${percent(ordinary?.rate ?? 0)} of ordinary messages: ` +
        "so broad a rule can look like people who are targeted.",
    );
  }
  return sentences.join(" ");
}

function spillOver({ spillOver: found, ladder }: Facts): string {
  if (found === null) {
    return "Spill-over could not be tested: no message names its conversation or user.";
  }
  const reach =
    found.messages === null
      ? `within ${count(found.seconds ?? 0)} s`
      : `within ${messagesOf(found.messages)}`;
  if (found.unexplained === 0) return "";
  const figures =
    `${count(found.following)} of ${count(found.unexplained)} captures that no list explains follow an explained one ` +
    `${reach}; by chance it would be ${found.expected.toFixed(1)} (p ${probability(found.p)}). ` +
    `${count(found.preceding)} stand as closely before one and not after another (p that more follow ${probability(found.forward)})`;
  const step = ladder.find((each) => each.step === "spill-over");
  return found.holds
    ? `Spill-over: ${figures}. The ${count(step?.messages ?? 0)} stand on that step, those that chance brought there among them.`
    : `No spill-over is concluded: ${figures}.`;
}

function discovered({ discovered: rules, ladder, notCaptured }: Facts): string {
  if (rules === null) return "";
  const step = ladder.find((each) => each.step === "discovered");
  const explaining = rules.filter(({ explains }) => explains).length;
  const idle = rules.length - explaining;
  const sentences: string[] = [];
  if (step === undefined || step.messages === 0) {
    sentences.push("No rule was discovered that would explain captures and that the lists lack.");
  } else {
    sentences.push(
      `${count(explaining)} discovered ${explaining === 1 ? "rule explains" : "rules explain"} ${count(step.messages)} ` +
        `captures more, ${withInterval(step)}. That such a rule is in force is a conjecture, to be tried on other data.`,
    );
  }
  if (idle > 0) {
    sentences.push(
      `${count(idle)} more ${idle === 1 ? "goes" : "go"} with being captured, but most messages that ${idle === 1 ? "it catches" : "they catch"} were not: no such rule is in force by itself.`,
    );
  }
  if (notCaptured === 0 && rules.length > 0) {
    sentences.push(
      "They tell captures from ordinary messages of another corpus, which may be by what people talk about and by no rule.",
    );
  }
  return sentences.join(" ");
}

function people({ enrichment, tests, ladder, level }: Facts): string {
  const left = ladder.filter(({ step }) => step === "enrichment" || step === "rest");
  if (left.every(({ messages }) => messages === 0)) return "";
  if (tests === null) {
    return "Whether users are targeted could not be tested: names, or messages to hold theirs against, are not known.";
  }
  const named = enrichment.filter(({ holds }) => holds);
  const screened = `${count(tests.tested)} tested, ${count(tests.untestable)} with too few messages or nobody beside them to be tested`;
  if (named.length === 0) {
    return `No user and no other value stands out (${screened}). That does not show that none is targeted.`;
  }
  const odds = named
    .slice(0, MOST_NAMED)
    .map(
      ({ field, value, unexplained, oddsRatio, interval, adjusted }) =>
        `${field} ${value} with ${count(unexplained)} unexplained captures (odds ratio ${ratio(oddsRatio)}, ` +
        `${ratio(interval[0])} to ${ratio(interval[1])}, adjusted p ${probability(adjusted ?? 1)})`,
    );
  const more = named.length > MOST_NAMED ? `, and ${count(named.length - MOST_NAMED)} more` : "";
  return (
    `${named.length === 1 ? "One value stands" : `${count(named.length)} values stand`} out at ${percent(1 - level)} after Holm: ` +
    `${odds.join("; ")}${more} (${screened}). It is association within conversations, and no proof of who was meant.` +
    (tests.scope === "captured"
      ? " Only captures are compared with each other: whoever likes a word of a rule that the lists lack would stand out as well."
      : "")
  );
}

const MOST_NAMED = 5;

function scope({ notCaptured, sampled, unknown, clusters, minUsers, tests }: Facts): string {
  const sentences: string[] = [];
  if (notCaptured === 0) {
    sentences.push(
      "There is no message that was not captured: the figures say how the captures are composed, and nothing of how likely anyone, or any word, is to be captured.",
    );
  }
  if (sampled < notCaptured) {
    sentences.push(
      `Of ${messagesOf(notCaptured)} that were not captured, ${count(sampled)} were drawn by lot.`,
    );
  }
  if (unknown > 0) {
    sentences.push(
      `${messagesOf(unknown)} that ${unknown === 1 ? "does" : "do"} not say whether ${unknown === 1 ? "it was" : "they were"} captured ${unknown === 1 ? "is" : "are"} left out.`,
    );
  }
  if (clusters === 0) {
    sentences.push(
      "No conversations or users are known: the intervals take captures as independent.",
    );
  }
  if ((tests?.suppressed ?? 0) > 0) {
    sentences.push(
      `${count(tests?.suppressed ?? 0)} values of fewer than ${count(minUsers)} users are not told of.`,
    );
  }
  return sentences.join(" ");
}

/** The name of a step in a sentence. */
export function stepName(step: string): string {
  const [kind = "", name = ""] = [step.split(":", 1)[0], step.slice(step.indexOf(":") + 1)];
  switch (kind) {
    case "exact":
      return "as written";
    case "fold":
      return `by the fold ${name}`;
    case "list":
      return `the list ${name}`;
    case "discovered":
      return "the discovered rules";
    default:
      return step;
  }
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function messagesOf(number: number): string {
  return `${count(number)} ${number === 1 ? "message" : "messages"}`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function range([lower, upper]: readonly [number, number]): string {
  return `${percent(lower)} to ${percent(upper)}`;
}

function withInterval({ rate, interval }: LadderStep): string {
  return `${percent(rate ?? 0)} (${range(interval)})`;
}

/** A probability with two digits; the smallest only as a bound. */
export function probability(p: number): string {
  return p < 0.0001 ? "below 0.0001" : p.toPrecision(2);
}

/** An odds ratio with three digits. */
export function ratio(value: number | null): string {
  if (value === null) return "infinite";
  return value >= 1_000
    ? value.toLocaleString("en-US", { maximumFractionDigits: 0 })
    : `${Number(value.toPrecision(3))}`;
}
