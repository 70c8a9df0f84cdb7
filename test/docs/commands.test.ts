import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { blocksOf } from "./blocks.ts";
import { PAGES } from "./pages.ts";
import { createSession } from "./session.ts";

// Types every command of the manual as its reader does, and holds what it prints against the page: of a ```console block the
// lines that begin with `$ `, each of which is followed by what is seen; of a ```sh block all of it, which must succeed. The
// console blocks of a page are one session in a folder that has docs/ and what commands before wrote; those of sh find files
// of the names that they take for granted.

const root = fileURLToPath(new URL("../../", import.meta.url));
const scripts = Object.keys(JSON.parse(readFileSync(`${root}package.json`, "utf8")).scripts);
const home = process.cwd();
/** Of this test: a folder of files that are given, and one of each page. */
const folder = mkdtempSync(`${tmpdir()}/filter-audit-docs-`);
const given = `${folder}/given`;

/** What commands take for granted that a reader has, made of the example data. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  "messages.jsonl": ["messages.jsonl", "log.jsonl", "monday.jsonl"],
  "words.txt": ["words.txt", "old.txt", "a.txt", "lists/2031-05-14.txt", "words-2031-05-14.txt"],
  "words.csv": ["words.csv"],
  "example.key": ["key"],
};

const MADE: Readonly<Record<string, string>> = {
  "tuesday.jsonl": '{"text": "晚安"}\n{"text": "会议通知"}\n',
  "more.txt": "晚安\n收到通知\n",
  "new.txt": "通知\n电话\n开会\n",
  "b.txt": "晚安\n",
  "lists/2031-05-15.txt": "通知\n电话\n开会\n",
  "words-2031-05-15.txt": "通知\n电话\n开会\n",
  "words-2031-05-16.txt": "通知\n电话\n",
  "pairs.txt": "码头+关闭\n",
  "names.txt": "三号码头面馆\n",
};

/** What is said of a block beside it is believed: some need other machines, hours, or data (real-data.test.ts). */
const NOT_RUN = /not run by the tests|run by the tests where that data is/u;

beforeAll(() => {
  mkdirSync(given);
  for (const name of ["lists", ".zfunc", ".config/fish/completions"]) {
    mkdirSync(`${given}/${name}`, { recursive: true });
  }
  for (const [source, names] of Object.entries(GIVEN)) {
    for (const name of names) copyFileSync(`${root}docs/examples/${source}`, `${given}/${name}`);
  }
  for (const [name, text] of Object.entries(MADE)) writeFileSync(`${given}/${name}`, text);
  writeFileSync(
    `${given}/messages.jsonl.gz`,
    gzipSync(readFileSync(`${root}docs/examples/messages.jsonl`)),
  );
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** Versions are those of the release and of the host. */
function unversioned(text: string): string {
  return text.replace(/(filter-audit|ICU)(\s+)\d+\.\d+(?:\.\d+)?/gu, "$1$2N").trimEnd();
}

/** The paragraph before a line and the one after the block that begins there. */
function around(page: string, line: number): string {
  const lines = page.split("\n");
  const end = lines.findIndex((text, place) => place >= line && /^ *```$/u.test(text));
  const before =
    lines
      .slice(0, line - 1)
      .join("\n")
      .trimEnd()
      .split("\n\n")
      .at(-1) ?? "";
  const after =
    lines
      .slice(end + 1)
      .join("\n")
      .trim()
      .split("\n\n")[0] ?? "";
  return `${before}\n${after}`.replace(/\s+/gu, " ");
}

/** Programs that a block needs beside a shell, and that a machine may lack. */
const lacking = ["parallel"].filter(
  (name) => spawnSync("bash", ["-c", `command -v ${name}`]).status !== 0,
);

for (const name of lacking) {
  process.stderr.write(
    `skipped, since there is no ${name} here: blocks of the pages that run it\n`,
  );
}

const KINDS = ["console", "js", "json", "py", "sh", "text", "ts", "yaml"];

for (const [name, page] of PAGES) {
  const blocks = blocksOf(page);
  const own = `${folder}/${name.replaceAll("/", "-")}`;
  const prompt = createSession(own);
  const shell = createSession(given);

  beforeAll(() => {
    mkdirSync(own);
    symlinkSync(`${root}docs`, `${own}/docs`);
  });

  test(`${name}: each block is run, or says why it is not`, () => {
    expect(blocks.filter(({ kind }) => !KINDS.includes(kind))).toEqual([]);
    const isRun = ({ kind }: { kind: string }): boolean => /^(?:console|json|sh|ts)$/u.test(kind);
    const silent = blocks
      .filter((block) => !isRun(block))
      .filter(({ line }) => !NOT_RUN.test(around(page, line)))
      .map(({ line }) => line);
    expect(silent).toEqual([]);
  });

  for (const { kind, code, line } of blocks) {
    if (kind === "console") {
      describe(`${name}:${line}`, () => {
        const parts = code.split(/^\$ /mu).slice(1);
        for (const [place, part] of parts.entries()) {
          // A line that ends in a backslash goes on.
          const [command = "", ...output] = part.split(/(?<!\\)\n/u);
          test(command, async () => {
            const shown = await prompt(command);
            expect(unversioned(shown.output)).toBe(unversioned(output.join("\n")));
            // What ends otherwise than well is followed by the question how.
            if (!/^echo \$\?/u.test(parts[place + 1] ?? "")) {
              expect(shown.status).toBe(0);
            }
          });
        }
      });
    } else if (kind === "json") {
      test(`${name}:${line} holds what its schema says`, () => {
        const value = JSON.parse(code);
        const schema = /docs\/(\w+\.schema\.json)$/u.exec(value.$schema ?? "")?.[1];
        const check = new Ajv2020({ strict: false }).compile(
          JSON.parse(readFileSync(`${root}docs/${schema}`, "utf8")),
        );
        expect([check(value), check.errors]).toEqual([true, null]);
      });
    } else if (kind === "sh" && !NOT_RUN.test(around(page, line))) {
      const lacks = lacking.filter((program) => code.includes(`${program} `));
      (lacks.length > 0 ? test.skip : test)(
        `${name}:${line}${lacks.map((program) => ` (no ${program} here)`).join("")}`,
        async () => {
          for (const typed of code.split(/(?<!\\)\n/u).filter((text) => /^[^#\s]/u.test(text))) {
            const command = typed.replace(/ {2,}#.*$/u, "");
            if (/\bnpm (?:run|ci|test)\b/u.test(command)) {
              // To install and to test is what runs this test; that the scripts are there can be seen.
              const called = [...command.matchAll(/\bnpm run (\S+?)\)?(?= |$)/gu)].map(
                ([, script]) => script,
              );
              expect(scripts).toEqual(expect.arrayContaining(called));
              continue;
            }
            const shown = await shell(command);
            expect([command, shown.status, shown.status === 0 ? "" : shown.output]).toEqual([
              command,
              0,
              "",
            ]);
          }
        },
      );
    }
  }
}
