import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { Converter } from "opencc-js";
import type { Region } from "../../src/labels/spelling.ts";
import { parseList } from "../../src/lists/lists.ts";
import { spellings } from "../../src/opencc.ts";
import { dataPath, describeOnData } from "../support/data.ts";

const regional = (term: string, ...regions: Region[]): readonly string[] =>
  spellings.regional([term], regions)[0] ?? [];

describe("regional spellings of a term", () => {
  // By OpenCC's phrase tables, looked up by hand.
  const rows: readonly (readonly [term: string, regions: readonly Region[], expected: string[]])[] =
    [
      ["软件", ["tw"], ["軟體"]],
      ["軟件", ["tw"], ["軟體"]],
      ["軟體", ["tw"], ["软件"]],
      ["软件", ["hk"], []],
      ["出租车", ["tw"], ["計程車"]],
      ["鼠标", ["hk"], ["滑鼠"]],
      ["硬盘", ["tw", "hk"], ["硬碟"]],
      ["内存条", ["hk"], ["記憶體模組"]],
      ["视频软件", ["tw"], ["影片軟體"]],
      ["台湾", ["tw", "hk"], []],
      ["卫生", ["hk"], []],
      ["FLG", ["tw", "hk"], []],
      ["", ["tw", "hk"], []],
    ];
  for (const [term, regions, expected] of rows) {
    test(`${term} for ${regions.join(" and ")}: ${expected.join(", ") || "none"}`, () => {
      expect(regional(term, ...regions)).toEqual(expected);
    });
  }

  test("as many sets as terms, in their order, the same term twice", () => {
    expect(spellings.regional(["软件", "__proto__", "软件"], ["tw"])).toEqual([
      ["軟體"],
      [],
      ["軟體"],
    ]);
    expect(spellings.regional(["软件"], [])).toEqual([[]]);
  });

  test("an unknown region is refused", () => {
    expect(() => regional("软件", "toString" as Region)).toThrow(
      'unknown region "toString", expected one of tw, hk',
    );
  });

  test("terms that OpenCC would not end with are left alone", () => {
    expect(regional(`软件${"⿲".repeat(100)}`, "tw", "hk")).toEqual([]);
  });
});

// Against the converters as opencc-js ships them, with all of their dictionaries.
const pairs = (
  [
    ["cn", "twp", "cn", "tw"],
    ["twp", "cn", "tw", "cn"],
    ["cn", "hkp", "cn", "hk"],
    ["hkp", "cn", "hk", "cn"],
  ] as const
).map(([from, to, plainFrom, plainTo]) => [
  Converter({ from, to }),
  Converter({ from: plainFrom, to: plainTo }),
]);

function official(term: string): string[] {
  const forms = pairs.flatMap(([convert, plain]) => {
    const form = convert?.(term) ?? term;
    return form === plain?.(term) || form === term ? [] : [form];
  });
  return [...new Set(forms)];
}

test("the same as those of the official converters, for random terms together", () => {
  const pieces = fc.constantFrom(
    ..."软件軟體视频影片信息訊息打印机印表機计程车計程車出租的士面条网络網絡網路程序程式",
    ..."软件 軟體 视频 出租车 計程車 网络 默认 字节 总线 服务器 伺服器 打印机 印表機".split(" "),
    ..."ab中国⿰",
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.array(pieces, { maxLength: 5 }).map((picked) => picked.join("")),
        { maxLength: 8 },
      ),
      (terms) => {
        expect(spellings.regional(terms, ["tw", "hk"])).toEqual(terms.map(official));
      },
    ),
    { numRuns: 40 },
  );
});

describeOnData("regional spellings of the TOM list", () => {
  test("the same as those of the official converters", () => {
    const file = "lists/citizenlab/TOM-Skype--Sina-UC/blocked-words.csv";
    const { rules } = parseList(readFileSync(dataPath(file)), {
      format: "csv",
      name: "list",
      termColumn: "word",
      trim: true,
    });
    const terms = rules.flatMap(({ parts }) => parts[0]?.anyOf[0]?.text ?? []);
    expect(terms.length).toBeGreaterThan(4_000);
    expect(spellings.regional(terms, ["tw", "hk"])).toEqual(terms.map(official));
  });
});
