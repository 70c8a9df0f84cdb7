import type { MessageFormat } from "../../../src/node/message-format.ts";
import messages from "../../examples/messages.jsonl";
import words from "../../examples/words.csv";
import { emptyList, type ListSettings } from "../model/settings.ts";

/** Something to start from, made up for this project. */
export interface Example {
  /** Its lists. */
  readonly lists: readonly ListSettings[];
  /** A message to try. */
  readonly text: string;
  /** Its messages. */
  readonly messages: string;
  /** How they stand there. */
  readonly format: MessageFormat;
}

/** Name of an example. */
export type ExampleName = "pier" | "words" | "rules";

/** The examples, by name. */
export const EXAMPLES: Readonly<Record<ExampleName, Example>> = {
  pier: {
    lists: [
      {
        ...emptyList("words.csv"),
        format: "csv",
        options: { termColumn: "term", categoryColumn: "category" },
        bytes: bytesOf(words),
      },
    ],
    text: "空调整晚開會不会？三號碼頭的裂縫，见ｈｌｗ。",
    messages,
    format: "jsonl",
  },
  words: {
    lists: [
      { ...emptyList("drinks.txt"), bytes: bytesOf("ale\ntea\nrum\n<b>gin</b>\nTea\nice tea\n") },
      {
        ...emptyList("allowed.txt"),
        isAllowed: true,
        bytes: bytesOf("engine\nginger\nmale\nsteam\n"),
      },
    ],
    text: "The female team drums on ginger ale, and has T\u200bea at the tearoom.",
    messages: `A pale ale, please.
The sale starts at ten.
Our team is steaming ahead.
Fresh ginger in the engine room
No rum, thank you
The drummer came late.
Ice tea for two!
ＴＥＡ or coffee?
See you on Monday.
She told a tale of whales.
`,
    format: "text",
  },
  rules: {
    lists: [
      {
        ...emptyList("together.txt"),
        format: "plus",
        bytes: bytesOf("码头+裂缝\n渡轮+停航+通知\n提灯+广场\n"),
      },
    ],
    text: "通知：渡輪今日停航，碼頭照常。",
    messages: `碼頭的裂縫又大了
码头今天开门
通知：渡轮停航一天
渡轮没有停航
提燈去廣場
广场上有提灯的人
裂缝在码头东面
明天见
`,
    format: "text",
  },
};

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
