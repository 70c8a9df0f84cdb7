import { afterAll, expect, test } from "@jest/globals";
import { createRandom } from "../../src/inference/random.ts";
import { mutate } from "./mutation.ts";
import { holdUnpolluted, MOST_BYTES } from "./target.ts";
import { removeFiles } from "./targets/files.ts";
import { TARGETS } from "./targets.ts";

afterAll(removeFiles);

// A short run of what `npm run bench -- fuzz` does for hours: made-up inputs, changed at random from a seed. There new
// inputs are kept where they reach what none reached before; here the changes pile up at random.

const SEED = 1;

/** Inputs of each target. */
const INPUTS = 25;

test.each(TARGETS.map((target) => [target.name, target] as const))(
  "%s: whatever it reads, it is a result or a documented error",
  async (_, { seeds, tokens, run }) => {
    const random = createRandom(SEED).next;
    const corpus = [...seeds];
    const material = {
      corpus,
      tokens: tokens.map((token) => Buffer.from(token)),
      most: MOST_BYTES,
    };
    for (const seed of seeds) await run(seed);
    for (let count = 0; count < INPUTS; count++) {
      const input = mutate(material, random);
      try {
        await run(input);
      } catch (error) {
        const shown = Buffer.from(input).toString("base64");
        throw new Error(`seed ${SEED}, input ${count}, in base64: ${shown}`, { cause: error });
      }
      if (random() < 0.1) corpus.push(input);
    }
    expect(holdUnpolluted).not.toThrow();
  },
);
