import { cellOf } from "../report/cell.ts";
import { completeFormatOptions, type FormatOptions } from "../report/format-options.ts";
import { countOf, formatCount } from "../report/number.ts";
import { countColumn, textColumn } from "../report/text-section.ts";
import { clip } from "../report/width.ts";
import { wrap } from "../report/wrap.ts";
import { isJson, joinSections, jsonText, type ListReportFormat, sectionOf } from "./diff-text.ts";
import type { ComparedList, PairSimilarity, Similarity } from "./similarity.ts";
import type { TreeJoint } from "./similarity-tree.ts";

type Options = Required<FormatOptions>;

/**
 * Which lists share what, as text that ends with a line break: `text` for a person at a terminal, `json` for
 * programs.
 *
 * @example
 * ```ts
 * import { parseList } from "filter-audit";
 * import { formatSimilarity, similarity } from "filter-audit/lint";
 *
 * const lists = ["tea\nmilk\n", "tea\nrum\n"].map((text, index) =>
 *   parseList(text, { format: "lines", name: `list ${index}` }),
 * );
 * JSON.parse(formatSimilarity(similarity(lists), "json")).lists.length; // => 2
 * ```
 *
 * @throws RangeError if there is no such form, or an option is out of its range
 */
export function formatSimilarity(
  result: Similarity,
  format: ListReportFormat,
  options: FormatOptions = {},
): string {
  const complete = completeFormatOptions(options);
  if (isJson(format)) return jsonText("similarity", result);
  const { lists, pairs, oddities } = result;
  const possible = (lists.length * (lists.length - 1)) / 2;
  return joinSections([
    wrap(
      `${countOf(lists.length, "list")}; ${formatCount(pairs.length)} of ${countOf(possible, "pair")} share a condition after folding.`,
      complete.columns,
    ),
    ...sectionOf("Lists", lists, complete, (rows) => listColumns(rows, complete)),
    ...sectionOf("Pairs", pairs, complete, (rows) => pairColumns(rows, lists, complete)),
    ...(lists.length > 1 ? [treeLines(result, complete)] : []),
    ...sectionOf("Odd entries that several lists have", oddities, complete, (rows) => [
      textColumn("what", rows, ({ kind }) => kind),
      countColumn("lists", rows, (oddity) => oddity.lists.length),
      textColumn("entry", rows, ({ raw }) => cellOf(raw, complete.columns), { least: 10 }),
    ]),
  ]);
}

function listColumns(
  rows: readonly ComparedList[],
  { columns }: Options,
): ReturnType<Parameters<typeof sectionOf>[3]> {
  return [
    textColumn("list", rows, ({ name }) => cellOf(name, columns), { least: 12 }),
    countColumn("rules", rows, ({ rules }) => rules),
    countColumn("conditions", rows, ({ conditions }) => conditions, { dispensable: 1 }),
    countColumn("folded", rows, ({ folded }) => folded),
    countColumn("repeated", rows, ({ duplicates }) => duplicates, { dispensable: 2 }),
    countColumn("odd", rows, ({ oddities }) => oddities, { dispensable: 3 }),
    textColumn("sorted", rows, ({ isSorted }) => (isSorted ? "yes" : "no"), { dispensable: 4 }),
  ];
}

function pairColumns(
  rows: readonly PairSimilarity[],
  lists: readonly ComparedList[],
  { columns }: Options,
): ReturnType<Parameters<typeof sectionOf>[3]> {
  const name = (index: number): string => cellOf(lists[index]?.name ?? "", columns);
  return [
    textColumn("list", rows, (pair) => name(pair.lists[0]), { least: 24 }),
    textColumn("list", rows, (pair) => name(pair.lists[1]), { least: 24 }),
    countColumn("shared", rows, ({ folded }) => folded.shared),
    countColumn("as written", rows, ({ exact }) => exact.shared, { dispensable: 3 }),
    textColumn("Jaccard", rows, ({ folded }) => share(folded.jaccard)),
    textColumn(
      "within",
      rows,
      ({ folded }) => `${share(folded.containment[0])} ${share(folded.containment[1])}`,
      {
        dispensable: 2,
        note: "within: which share of each list the other has, after folding.",
      },
    ),
    textColumn("order", rows, ({ order }) => (order === undefined ? "" : share(order.share)), {
      dispensable: 1,
      note:
        "order: which share of pairs of shared conditions stands in the same order in both lists; by chance one " +
        "half, and much also if both lists are sorted.",
    }),
    countColumn("repeated", rows, ({ duplicates }) => duplicates, { dispensable: 4 }),
    countColumn("odd", rows, ({ oddities }) => oddities, { dispensable: 5 }),
  ];
}

/** The groups as trees, each list on a line of its own, joints with their similarity. What shares nothing is apart. */
function treeLines({ lists, joints }: Similarity, { columns }: Options): readonly string[] {
  const lines: string[] = [];
  const parts = joints.filter((joint) => joint.similarity > 0);
  const joined = new Set(parts.flatMap(({ left, right }) => [left, right]));
  const sizeOf = (node: number): number => parts[node - lists.length]?.lists ?? 1;
  const roots = Array.from({ length: lists.length + parts.length }, (_, node) => node)
    .filter((node) => !joined.has(node))
    .sort((a, b) => sizeOf(b) - sizeOf(a));
  // A stack, since a tree may be as deep as there are lists.
  const stack = roots.reverse().map((node) => ({ node, first: "", rest: "" }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, first, rest } = next;
    const joint: TreeJoint | undefined = joints[node - lists.length];
    lines.push(
      clip(
        first +
          (joint === undefined
            ? cellOf(lists[node]?.name ?? "", columns)
            : share(joint.similarity)),
        columns,
      ),
    );
    if (joint !== undefined) {
      stack.push(
        { node: joint.right, first: `${rest}└─ `, rest: `${rest}   ` },
        { node: joint.left, first: `${rest}├─ `, rest: `${rest}│  ` },
      );
    }
  }
  return [
    ...wrap("Groups, with the mean Jaccard index between their two sides, after folding:", columns),
    "",
    ...lines,
  ];
}

function share(value: number): string {
  return value.toFixed(3);
}
