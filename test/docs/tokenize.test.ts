import { expect, test } from "@jest/globals";
import { tokenize } from "../../docs/.vitepress/tokenize.ts";

test("words are whole, Chinese is cut into pairs", () => {
  expect(tokenize("The script fold: 硬體製造, --list-format")).toEqual([
    "the",
    "script",
    "fold",
    "硬體",
    "體製",
    "製造",
    "list",
    "format",
  ]);
  expect(tokenize("体 VPN软件")).toEqual(["体", "vpn", "软件"]);
  expect(tokenize("𠮷野家")).toEqual(["𠮷野", "野家"]);
  expect(tokenize("")).toEqual([]);
});

test("each pair of a query is one of a sentence that holds it", () => {
  const sentence = tokenize("从体制内看：體制改革");
  expect(sentence).toEqual(expect.arrayContaining(tokenize("體制")));
});

test("the function stands alone, since the site sends its source", () => {
  const alone = new Function(`return ${tokenize.toString()}`)();
  expect(alone("體制 FLG")).toEqual(["體制", "flg"]);
});
