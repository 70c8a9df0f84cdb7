import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTally } from "../../../src/audit/audit.ts";
import { configure } from "../../../src/cli/config.ts";
import { createProgram, runCommand } from "../../../src/cli/program.ts";
import { readLabelled } from "../../../src/cli/sample-file.ts";
import { AuditError } from "../../../src/errors.ts";
import { compileFilter } from "../../../src/filter/filter.ts";
import { parseList } from "../../../src/lists/lists.ts";
import { formatTally } from "../../../src/report/report.ts";
import { type CheckpointPlan, readCheckpoint } from "../../../src/scale/checkpoint.ts";
import { silentTerminal } from "../../support/terminal.ts";
import { bytesOf, type FuzzTarget, hold, holdDocumented, isUnforeseen, SECRET } from "../target.ts";
import { JSON_TOKENS } from "./json.ts";

const filter = compileFilter(parseList("tea\n体制\n", { format: "lines", name: "words" }));

/** Where the files are; made when the first is written. */
let folder: string | undefined;

/** Removes what was written. */
export function removeFiles(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
}

// Jest runs no such listener: its tests call the function.
process.on("exit", removeFiles);

/** A file that holds what is tried. */
function createFile(name: string): { readonly path: string; write(bytes: Uint8Array): void } {
  const pathOf = (): string => {
    folder ??= mkdtempSync(join(tmpdir(), "filter-audit-fuzz-"));
    return join(folder, name);
  };
  return {
    get path() {
      return pathOf();
    },
    write: (bytes) => writeFileSync(pathOf(), bytes),
  };
}

const COMMANDS = ["audit", "explain", "lint", "merge"];

async function createCommands(): Promise<Awaited<ReturnType<typeof createProgram>>> {
  return createProgram(
    {
      terminal: silentTerminal().terminal,
      origin: { version: "0", args: [] },
      finish: () => {},
      print: () => {},
    },
    COMMANDS,
  );
}

const configFile = createFile("options.json");

const config: FuzzTarget = {
  name: "files/config",
  seeds: bytesOf(
    '{"$schema":"x","list":["plus=a.txt","b.txt"],"folds":["default","digits"],"audit":{"level":0.9,"strict":true},"top":3}',
    '{"workers":2,"maxMessageBytes":100,"explain":{"list":"a"},"field":"text"}',
  ),
  tokens: [
    ...JSON_TOKENS,
    '"exec":',
    '"output":',
    '"listFormat":',
    '"termColumn":',
    '"labels":',
    "0.5",
  ],
  async run(bytes) {
    configFile.write(bytes);
    try {
      const { args } = await configure(
        ["audit", "m.txt", "--config", configFile.path],
        COMMANDS,
        async (name) => (await createCommands()).commands.find((each) => each.name() === name),
      );
      const text = args.join("\n");
      hold(
        !/^--(?:exec|output|triggers|key-file|show-text|show-users)/mu.test(text),
        "nothing refused",
      );
    } catch (error) {
      holdDocumented(error, [AuditError]);
    }
  },
};

const PLAN: CheckpointPlan = {
  files: [["m.txt", "text"]],
  part: 1,
  parts: 1,
  reading: ["text", 1],
};
const counted = createTally(filter, { distinctCapacity: 16, key: new Uint8Array(32) });
counted.add("tea");
const head = {
  format: "filter-audit/checkpoint",
  version: 1,
  plan: PLAN,
  file: 0,
  segment: 3,
  marks: [{ bytes: 17, sha256: "0".repeat(64) }],
};
const checkpointFile = createFile("kept.checkpoint");

const checkpoint: FuzzTarget = {
  name: "files/checkpoint",
  seeds: bytesOf(`${JSON.stringify(head)}\n${formatTally(counted.finish())}`),
  tokens: [...JSON_TOKENS, '"marks":', '"segment":', '"file":', "\n"],
  async run(bytes) {
    checkpointFile.write(bytes);
    try {
      const found = await readCheckpoint(checkpointFile.path, PLAN);
      hold(found !== undefined && found.file <= 1 && found.marks.length === 1, "a position");
    } catch (error) {
      holdDocumented(error, [AuditError]);
    }
  },
};

const sampleRow = {
  filter: filter.digest,
  message: "m:1",
  stratum: "a",
  size: 3,
  drawn: 1,
  weight: 3,
  rules: ["words:tea"],
  falsePositive: "yes",
};
const jsonSample = createFile("sample.jsonl");
const csvSample = createFile("sample.csv");
const csvText = `${Object.keys(sampleRow).join(",")}\r\n${filter.digest},m:1,a,3,1,3,"[""words:tea""]",no\r\n`;

const labelled = (["jsonl", "csv"] as const).map(
  (form): FuzzTarget => ({
    name: `files/labelled-${form}`,
    seeds: bytesOf(form === "csv" ? csvText : `${JSON.stringify(sampleRow)}\n`),
    tokens: [...JSON_TOKENS, '"rules":[', '"size":', "yes", "no", "'", '""', "\n", SECRET],
    async run(bytes) {
      const file = form === "csv" ? csvSample : jsonSample;
      file.write(bytes);
      try {
        for (const { size, rules } of await readLabelled(file.path, filter)) {
          hold(
            Number.isSafeInteger(size) && size > 0 && Array.isArray(rules),
            "a labelled message",
          );
        }
      } catch (error) {
        holdDocumented(error, [AuditError]);
      }
    },
  }),
);

/** What a run must not be told: to run a program, or to write or read elsewhere. */
const isSafe = (argument: string): boolean =>
  !/^-*exec|[/\\\0]|\.\./iu.test(argument.trim()) && !argument.includes("exec");

/** Arguments of the command, one on each line. It runs in an empty folder. */
const commandLine: FuzzTarget = {
  name: "arguments",
  seeds: bytesOf(
    "audit\nm.txt\n--list\nplus=words.txt\n--folds\ndefault,digits\n--level\n0.9",
    "explain\ntext\n--list=words.txt\n--format\njson",
    "lint\nwords.txt\n--fail-on\nnote",
    "similarity\na\nb\n--list-format\ncsv\n--term-column\nword",
    "merge\n1.tally\n--format\nhtml",
    "audit\n-\n--message-format\ntext\n--list\nwords.txt\n--shard\n1/2\n--format\ntally\n--key-file\nk",
  ),
  tokens: [
    ...[
      "\n",
      "--",
      "-",
      "=",
      "--list\n",
      "--filter\n",
      "--help",
      "--version",
      "--no-config",
      "--strict",
    ],
    ...[
      "--workers\n",
      "--level\n",
      "--top\n",
      "--checkpoint\n",
      "csv=",
      "1e9",
      "-1",
      "NaN",
      "",
      "体",
    ],
    ...["--quiet", "--no-labels", "--seed\n", "diff", "compile", "sample", "compare", "isolate"],
    ...[
      "--__proto__",
      "__proto__",
      "constructor",
      "toString",
      "--constructor\n",
      "completion\nbash",
    ],
  ],
  async run(bytes) {
    const args = Buffer.from(bytes).toString().split("\n");
    if (!args.every(isSafe)) return;
    const { terminal, read } = silentTerminal();
    const status = await runCommand(args, terminal);
    hold([0, 1, 2].includes(status), `a status that is documented, not ${status}`);
    const [, stderr] = read();
    for (const line of stderr.split("\n")) {
      const said = line.replace(/^filter-audit: /u, "");
      hold(
        !isUnforeseen(said) && !/^unexpected|^ +at /u.test(said),
        `a foreseen failure, not: ${said}`,
      );
    }
  },
};

/** Files beside lists and messages, and the command line. */
export const FILE_TARGETS: readonly FuzzTarget[] = [config, checkpoint, ...labelled, commandLine];
