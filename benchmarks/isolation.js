import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isolateTerms } from "../dist/discovery/discovery.js";
import { compileFilter } from "../dist/index.js";
import { parseList } from "../dist/lists/lists.js";
import { createRandom, makeMessages, makeTerms } from "./workload.js";

// How many queries it takes to isolate a combination in a text, and how often it is found exactly, beside bisection
// that knows nothing of terms (delta debugging: A. Zeller and R. Hildebrandt, IEEE Transactions on Software
// Engineering 28(2), 2002, "ddmin"). The boxes are filters of real combinations where they are (FILTER_AUDIT_DATA), each
// hidden in a text of real messages; made-up ones of the same shape elsewhere.

const { values } = parseArgs({
  options: {
    texts: { type: "string", default: "300" },
    length: { type: "string", default: "500" },
    seed: { type: "string", default: "1" },
  },
  strict: false,
});
const random = createRandom(Number(values.seed));
const data =
  process.env.FILTER_AUDIT_DATA ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
const LISTS = `${data}/lists/citizenlab`;

function load(path, options) {
  return parseList(readFileSync(`${LISTS}/${path}`), { name: path, fileName: path, ...options });
}

const hasData = existsSync(LISTS);
const sources = hasData
  ? {
      WeChat: [
        load("wechat/lxb/liu_xiaobo_keywords_wechat.csv", { format: "wechat-csv" }),
        load("coronavirus/wechat.csv", { format: "wechat-csv" }),
      ],
      "search engines": [
        load("search/rules/bilibili.txt", { format: "search" }),
        load("search/rules/weibo.txt", { format: "search" }),
      ],
    }
  : {
      "made up": [
        parseList(
          `${makeTerms(600)
            .map((term, index, all) =>
              index % 3 === 0 ? `${term}+${all[(index * 7) % 600]}` : term,
            )
            .join("\n")}\n`,
          { format: "plus", name: "made-up" },
        ),
      ],
    };
const filler = hasData
  ? readFileSync(`${data}/messages/nus-sms/zh.jsonl`, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).text)
  : makeMessages(2_000, []);

const pick = (all) => all[Math.floor(random() * all.length)];

/** A text of about so many characters that does not trigger, with the terms of a rule put into it in their order. */
function hide(rule, box) {
  for (let attempt = 0; attempt < 50; attempt++) {
    let text = "";
    while (text.length < Number(values.length)) text += `${pick(filler)}，`;
    if (box(text)) continue;
    const terms = rule.parts.map(({ anyOf }) => anyOf[0].text);
    const places = terms.map(() => Math.floor(random() * text.length)).sort((a, b) => b - a);
    for (const [index, place] of places.entries()) {
      text = text.slice(0, place) + terms[terms.length - 1 - index] + text.slice(place);
    }
    return box(text) ? text : undefined;
  }
  return undefined;
}

/** Bisection: the text is cut into parts, and those are left out that it triggers without. */
async function bisect(box, text) {
  let queries = 0;
  const ask = (characters) => {
    queries++;
    return box(characters.join(""));
  };
  let rest = Array.from(text);
  let count = 2;
  while (rest.length >= 2) {
    const size = Math.ceil(rest.length / count);
    let isCut = false;
    for (let from = 0; from < rest.length; from += size) {
      const without = [...rest.slice(0, from), ...rest.slice(from + size)];
      if (ask(without)) {
        rest = without;
        count = Math.max(2, count - 1);
        isCut = true;
        break;
      }
    }
    if (!isCut) {
      if (size === 1) break;
      count = Math.min(rest.length, 2 * count);
    }
  }
  return { text: rest.join(""), queries };
}

const quantile = (numbers, share) =>
  numbers.toSorted((a, b) => a - b)[
    Math.min(numbers.length - 1, Math.floor(share * numbers.length))
  ];
const row = (name, exact, queries) =>
  `  ${name.padEnd(12)} exact ${((100 * exact) / queries.length).toFixed(1).padStart(5)} %  queries: median ${String(
    quantile(queries, 0.5),
  ).padStart(4)}, 95th percentile ${String(quantile(queries, 0.95)).padStart(5)}`;

for (const [name, lists] of Object.entries(sources)) {
  const filter = compileFilter(lists, { folds: [] });
  const box = (text) => filter.test(text);
  const rules = filter.rules.filter(({ parts }) => parts.length > 1);
  const termsOf = ({ parts }) =>
    parts.flatMap(({ anyOf, min }) => new Array(min).fill(anyOf[0].text));
  const ours = { exact: 0, queries: [] };
  const plain = { exact: 0, queries: [] };
  const whole = { exact: 0, queries: [] };
  for (let count = 0; count < Number(values.texts); ) {
    const text = hide(pick(rules), box);
    if (text === undefined) continue;
    count++;
    // What triggers, without terms that stand within others of the same rule.
    const truth = new Set(
      filter.triggers(text).map(({ rule }) =>
        termsOf(rule)
          .filter((term, _, all) => !all.some((other) => other !== term && other.includes(term)))
          .sort()
          .join("\n"),
      ),
    );
    const { combinations, queries } = await isolateTerms(box, text, { most: 1 });
    ours.queries.push(queries);
    if (truth.has([...(combinations[0]?.terms ?? [])].sort().join("\n"))) ours.exact++;
    const all = await isolateTerms(box, text);
    whole.queries.push(all.queries);
    const told = all.combinations.map(({ terms }) => [...terms].sort().join("\n")).sort();
    if (all.status === "done" && told.join("\t") === leastOf(truth).join("\t")) whole.exact++;
    const cut = await bisect(box, text);
    plain.queries.push(cut.queries);
    // Bisection tells no terms apart: exact is that what is left holds nothing but them.
    const permitted = [...truth].flatMap((terms) => {
      const all = terms.split("\n");
      return all.length > 4 ? [] : permutations(all).map((order) => order.join(""));
    });
    if (permitted.includes(cut.text)) plain.exact++;
  }
  console.log(
    `${name}: ${rules.length} combinations, ${ours.queries.length} texts of ${values.length} characters`,
  );
  console.log(row("most: 1", ours.exact, ours.queries));
  console.log(row("all of them", whole.exact, whole.queries));
  console.log(row("bisection", plain.exact, plain.queries));
}

/** Combinations without those that hold another, in the order of code units. */
function leastOf(combinations) {
  const all = [...combinations].map((terms) => terms.split("\n"));
  const holds = (more, less) => less.every((term) => more.some((other) => other.includes(term)));
  return all
    .filter((terms) => !all.some((other) => other !== terms && holds(terms, other)))
    .map((terms) => terms.join("\n"))
    .sort();
}

function permutations(all) {
  return all.length < 2
    ? [all]
    : all.flatMap((one, index) =>
        permutations(all.filter((_, other) => other !== index)).map((rest) => [one, ...rest]),
      );
}
