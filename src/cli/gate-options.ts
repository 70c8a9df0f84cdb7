import { InvalidArgumentError } from "commander";
import type { GateResult } from "../outputs/outputs.ts";
import type { Report } from "../report/report.ts";
import { FIGURES, type Figure } from "./figures.ts";
import { chooseName } from "./suggestion.ts";
import type { Topic } from "./topic.ts";
import { takes } from "./values.ts";

/** A condition under which the command fails. */
export interface Gate {
  /** As it was written. */
  readonly text: string;
  /** Name of the figure. */
  readonly figure: string;
  /** Whether the gate fails at that value of the figure. */
  fails(value: number): boolean;
}

/** What the option says. */
export interface GateChoice {
  readonly failIf?: readonly Gate[];
}

const GATE =
  /^\s*(?<figure>[a-z][a-z-]{0,40})\s*(?<operator><=|>=|==|!=|<|>)\s*(?<number>[+-]?\d{1,20}(?:\.\d{1,20})?(?:e[+-]?\d{1,3})?)\s*(?<percent>%)?\s*$/u;

const OPERATORS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
  "==": (value, bound) => value === bound,
  "!=": (value, bound) => value !== bound,
};

/** The option that names a gate for continuous integration. */
export const gateTopic: Topic<GateChoice> = {
  add: (command) => {
    command.option(
      "--fail-if <condition>",
      `exit with status 1 if it holds, such as "rate > 0.02" or "rate-upper >= 2 %"; of ${[...FIGURES.keys()].join(", ")}; again for each further one`,
      addGate,
    );
  },
  prepare: async () => ({}),
  judge: (report, choice) =>
    judgeGates(report, choice).flatMap(({ condition, failed, value }, index) => {
      const figure = choice.failIf?.[index]?.figure;
      const told = value === null ? "cannot be told of these messages" : `is ${value}`;
      return failed ? [`gate failed: ${condition}: ${figure} ${told}`] : [];
    }),
};

/** What came of the gates, in their order. */
export function judgeGates(report: Report, { failIf = [] }: GateChoice): readonly GateResult[] {
  return failIf.map(({ text, figure, fails }) => {
    const value = (FIGURES.get(figure) as Figure)(report) ?? null;
    // What cannot be told must not pass for what is all right.
    return { condition: text, failed: value === null || fails(value), value };
  });
}

/** Reads a gate and adds it to those before it. */
export function addGate(text: string, before: readonly Gate[] = []): readonly Gate[] {
  return [...before, parseGate(text)];
}

/**
 * Reads a gate: a figure, an operator and a number, perhaps in per cent.
 *
 * @throws InvalidArgumentError if it is none, or there is no such figure
 */
export function parseGate(text: string): Gate {
  const { figure, operator, number, percent } = GATE.exec(text)?.groups ?? {};
  const compare = OPERATORS[operator ?? ""];
  if (figure === undefined || compare === undefined) {
    throw new InvalidArgumentError(
      'expected a figure, one of <, <=, >, >=, ==, != and a number, such as "rate > 0.02"',
    );
  }
  const name = chooseName("figure", figure, [...FIGURES.keys()]);
  const bound = percent === undefined ? Number(number) : Number(number) / 100;
  return { text: text.trim(), figure: name, fails: (value) => compare(value, bound) };
}

takes({ kind: "text", isRepeated: true }, addGate);
