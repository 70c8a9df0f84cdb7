import { fork } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

// Fuzzing of everything that reads what may come from anyone, for as long as it is asked for: `npm run bench -- fuzz
// --minutes=60`. The targets are those of `test/fuzz`. Their code, the library and its parsers are bundled and given
// counters for each statement and branch (istanbul); an input that reaches what none reached before, or that often, is kept
// and changed further. Each target runs in a process of its own, which is ended where an input takes far too long or too
// much memory. `--targets=lists/json,filters` chooses, `--seed=7` begins elsewhere, `--keep=FOLDER` keeps the findings.

const options = {
  minutes: { type: "string", default: "1" },
  targets: { type: "string", default: "" },
  seed: { type: "string", default: "1" },
  keep: { type: "string" },
};
const { values } = parseArgs({ allowPositionals: true, options });

/** Longest that one input of 16 KiB may take, in milliseconds, measured three times; and until it counts as endless. */
const SLOW = 1_000;
const ENDLESS = 30_000;
/** Memory of one target, in MiB of the heap. */
const HEAP = 768;
const root = fileURLToPath(new URL("..", import.meta.url));

if (process.send === undefined) await lead();
else await follow();

/** Bundles, and runs each target in a process of its own, one after another. */
async function lead() {
  const folder = mkdtempSync(join(tmpdir(), "filter-audit-fuzz-"));
  // Where it lies decides where the packages are found that it imports.
  const path = join(root, "node_modules/.cache", `fuzz-${process.pid}.mjs`);
  try {
    mkdirSync(join(root, "node_modules/.cache"), { recursive: true });
    await bundle(path);
    const { TARGETS } = await import(pathToFileURL(path).href);
    const asked = values.targets === "" ? [] : values.targets.split(",");
    const names = TARGETS.map(({ name }) => name).filter(
      (name) => asked.length === 0 || asked.some((each) => name.startsWith(each)),
    );
    if (names.length === 0) {
      const all = TARGETS.map(({ name }) => name).join(", ");
      throw new RangeError(`no target begins with ${asked.join(" or ")}, expected some of ${all}`);
    }
    const milliseconds = (60_000 * Number(values.minutes)) / names.length;
    process.stdout.write(
      `${names.length} targets, ${Math.round(milliseconds / 1000)} s each, seed ${values.seed}\n\n`,
    );
    process.stdout.write("| target | inputs | a second | kept | counters reached | findings |\n");
    process.stdout.write("| --- | --- | --- | --- | --- | --- |\n");
    let findings = 0;
    let inputs = 0;
    const texts = [];
    for (const name of names) {
      const found = await runTarget(name, path, milliseconds, folder);
      findings += found.findings.length;
      inputs += found.inputs;
      const rate = Math.round(found.inputs / (milliseconds / 1000));
      const cells = [name, found.inputs, rate, found.kept, found.reached, found.findings.length];
      process.stdout.write(`| ${cells.join(" | ")} |\n`);
      texts.push(...found.findings.map((each) => `${name}: ${each}`));
    }
    process.stdout.write(`\n${inputs} inputs in all, ${findings} findings\n`);
    for (const text of texts) process.stdout.write(`${text}\n`);
    if (findings > 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(path, { force: true });
  }
}

/** The targets and all that they run, with counters. */
async function bundle(path) {
  const { createInstrumenter } = await import("istanbul-lib-instrument");
  const { outputFiles } = await build({
    stdin: {
      contents:
        'export { TARGETS } from "./test/fuzz/targets.ts"; export { createRandom } from "./src/inference/random.ts"; export { mutate } from "./test/fuzz/mutation.ts"; export { holdUnpolluted, MOST_BYTES } from "./test/fuzz/target.ts";',
      resolveDir: root,
    },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    target: "node20",
    charset: "utf8",
    logLevel: "warning",
    // The tables and dictionaries are data: counters would tell nothing.
    external: [
      "@node-rs/*",
      "pinyin-pro",
      "yitizi",
      "bullmq",
      "ioredis",
      "opencc-js",
      "opencc-js/*",
      "commander",
      "cli-progress",
      "re2js",
    ],
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  const instrumenter = createInstrumenter({
    esModules: true,
    coverageVariable: "__fuzz__",
    compact: true,
  });
  const { text } = outputFiles[0];
  writeFileSync(path, instrumenter.instrumentSync(text, path));
}

/** Runs one target until its time is up, again where an input ended its process. */
async function runTarget(name, path, milliseconds, folder) {
  const end = Date.now() + milliseconds;
  const all = { inputs: 0, kept: 0, reached: 0, findings: [] };
  const known = new Set();
  for (let turn = 0; Date.now() < end && turn < 20; turn++) {
    const place = join(folder, "input");
    writeFileSync(place, Buffer.alloc(8));
    const child = fork(fileURLToPath(import.meta.url), [], {
      execArgv: [`--max-old-space-size=${HEAP}`],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said = (said + chunk).slice(-4000);
    });
    child.send({ name, path, place, end, seed: Number(values.seed) + 1000 * turn });
    const before = () => readFileSync(place).readUInt32LE(0);
    let last = 0;
    let stands = 0;
    const watch = setInterval(() => {
      const now = before();
      // Before the first input it loads what it needs.
      stands = now === last && now > 0 ? stands + 1 : 0;
      if (stands === 2) child.kill("SIGKILL");
      last = now;
    }, ENDLESS);
    let state = { inputs: 0, kept: 0, reached: 0 };
    const ended = await new Promise((resolve) => {
      child.on("message", (message) => {
        if (message.finding === undefined) state = message;
        else report(message.finding, message.input);
      });
      child.on("exit", (code, signal) => resolve(signal ?? code));
    });
    clearInterval(watch);
    all.inputs += state.inputs;
    all.kept = Math.max(all.kept, state.kept);
    all.reached = Math.max(all.reached, state.reached);
    if (ended === 0) break;
    const bytes = readFileSync(place);
    const input = bytes.subarray(8, 8 + bytes.readUInt32LE(4)).toString("base64");
    report(
      `the process ended with ${ended}: ${said.split("\n").find((line) => /rror|heap/u.test(line)) ?? ""}`,
      input,
    );
  }
  return all;

  /** Of findings that read alike the first is told. */
  function report(what, input) {
    const key = what.replace(/\d+/gu, "0").slice(0, 60);
    if (known.has(key)) return;
    known.add(key);
    all.findings.push(`${what}\n  ${input}`);
    process.stderr.write(`${name}: ${what}\n  ${input}\n`);
    if (values.keep !== undefined) {
      const file = `${name.replaceAll("/", "-")}-${all.findings.length}`;
      writeFileSync(join(values.keep, file), Buffer.from(input, "base64"));
      writeFileSync(join(values.keep, `${file}.txt`), `${what}\n`);
    }
  }
}

/** Tries inputs, and tells how far it came. */
async function follow() {
  const { name, path, place, end, seed } = await new Promise((resolve) =>
    process.once("message", resolve),
  );
  const { TARGETS, createRandom, mutate, holdUnpolluted, MOST_BYTES } = await import(
    pathToFileURL(path).href
  );
  const target = TARGETS.find((each) => each.name === name);
  const random = createRandom(seed).next;
  const corpus = [];
  const reached = createReached();
  const file = openSync(place, "r+");
  const note = Buffer.alloc(8 + MOST_BYTES * 2);
  let inputs = 0;

  async function attempt(input) {
    inputs++;
    note.writeUInt32LE(inputs, 0);
    note.writeUInt32LE(input.length, 4);
    note.set(input, 8);
    writeSync(file, note, 0, 8 + input.length, 0);
    // Time of the processor: a busy machine is nobody's fault.
    const began = process.cpuUsage();
    try {
      await target.run(input);
      holdUnpolluted();
    } catch (error) {
      tell(error instanceof Error ? (error.stack ?? error.message) : String(error), input);
    }
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  }

  function tell(finding, input) {
    process.send({ finding: finding.slice(0, 1500), input: Buffer.from(input).toString("base64") });
  }

  async function take(input) {
    const took = await attempt(input);
    if (took > SLOW) {
      const again = [await attempt(input), await attempt(input)];
      const least = Math.min(took, ...again);
      if (least > SLOW)
        tell(`an input of ${input.length} bytes takes ${Math.round(least)} ms`, input);
    }
    if (reached.isNew()) corpus.push(input);
  }

  const most = MOST_BYTES;
  const tokens = target.tokens.map((token) => Buffer.from(token));
  for (const each of target.seeds) await take(Uint8Array.from(each));
  corpus.push(...target.seeds.map((each) => Uint8Array.from(each)));
  let told = Date.now();
  while (Date.now() < end) {
    // What was found last is tried most: it has been tried least.
    const recent = random() < 0.5 ? corpus.slice(-20) : corpus;
    await take(mutate({ corpus: recent, tokens, most }, random));
    if (Date.now() - told > 2_000) {
      told = Date.now();
      process.send({ inputs, kept: corpus.length, reached: reached.count() });
    }
    // Timers and messages get their turn.
    if (inputs % 64 === 0) await new Promise(setImmediate);
  }
  process.send({ inputs, kept: corpus.length, reached: reached.count() }, () => {
    closeSync(file);
    process.exit(0);
  });
}

/** Which counters were ever raised by one input, and to which power of two. */
function createReached() {
  const counters = Object.values(globalThis.__fuzz__).flatMap(({ s, b }) => [
    s,
    ...Object.values(b),
  ]);
  const groups = counters.map((counter) => ({ counter, length: Object.keys(counter).length }));
  const seen = groups.map(({ length }) => new Uint32Array(length));
  for (const { counter, length } of groups) {
    for (let index = 0; index < length; index++) counter[index] = 0;
  }
  return {
    isNew() {
      let isNew = false;
      for (let group = 0; group < groups.length; group++) {
        const { counter, length } = groups[group];
        const known = seen[group];
        for (let index = 0; index < length; index++) {
          const count = counter[index];
          if (count !== 0) {
            const bit = 1 << ((32 - Math.clz32(count)) % 32);
            if ((known[index] & bit) === 0) {
              known[index] |= bit;
              isNew = true;
            }
            counter[index] = 0;
          }
        }
      }
      return isNew;
    },
    count: () =>
      seen.reduce(
        (sum, known) => sum + known.reduce((own, bits) => own + (bits === 0 ? 0 : 1), 0),
        0,
      ),
  };
}
