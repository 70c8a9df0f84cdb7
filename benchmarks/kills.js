import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createRandom, makeMessages, makeTerms } from "./workload.js";

// An audit with `--checkpoint` that is killed with SIGKILL 200 times, at moments drawn by lot, while it reads, counts,
// writes a checkpoint or renames it: its tally must be that of a run that nobody disturbed, byte for byte.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: "string", default: "200" },
    workers: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
  },
});

const command = fileURLToPath(new URL("../dist/cli/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "filter-audit-kills-"));
const say = (line) => process.stdout.write(`${line}\n`);

try {
  const terms = makeTerms(500);
  writeFileSync(join(folder, "words.txt"), `${terms.join("\n")}\n`);
  writeFileSync(join(folder, "key"), "0123456789abcdef0123456789abcdef");
  const texts = makeMessages(400_000, terms);
  const lines = texts.map((text, index) => JSON.stringify({ text, user: index % 997 }));
  writeFileSync(join(folder, "messages.jsonl"), `${lines.join("\n")}\n`);

  const args = (output, ...more) => [
    ...[command, "audit", "messages.jsonl", "--list", "words.txt", "--key-file", "key"],
    ...["--format", "tally", "--output", output, ...more],
  ];
  const kept = ["--checkpoint", "kept", "--checkpoint-interval", "1", "--workers", values.workers];
  const tallyIn = (name) => {
    const { provenance: _, ...rest } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return JSON.stringify(rest);
  };
  const writtenAt = () => statSync(join(folder, "kept"), { throwIfNoEntry: false })?.mtimeMs;

  execFileSync(process.execPath, args("whole.tally"), { cwd: folder });
  const random = createRandom(Number(values.seed));
  const most = Number(values.kills);
  let kills = 0;
  let resumed = 0;
  while (kills < most) {
    const before = writtenAt();
    const child = spawn(process.execPath, args("killed.tally", ...kept), {
      cwd: folder,
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => {
      child.on("close", (_, signal) => resolve(signal));
    });
    // From before it has read the checkpoint to after it has written some.
    await Promise.race([ended, setTimeout(1500 * random())]);
    child.kill("SIGKILL");
    const signal = await ended;
    if (signal !== "SIGKILL") {
      // It came to its end: the next one begins anew.
      check();
      rmSync(join(folder, "kept"));
      continue;
    }
    kills++;
    resumed += writtenAt() !== before ? 1 : 0;
  }
  execFileSync(process.execPath, args("killed.tally", ...kept), { cwd: folder });
  check();
  say(
    `${kills} kills, ${resumed} of them after a new checkpoint: the tally is that of an undisturbed run`,
  );

  function check() {
    if (tallyIn("killed.tally") !== tallyIn("whole.tally")) {
      throw new Error("the tally differs from that of an undisturbed run");
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
