import { expect, test } from "@jest/globals";
import { escapeHtml, html } from "../../src/html/markup.ts";
import { shown, visible, whole } from "../../src/html/shown.ts";
import { DANGEROUS, INVISIBLE } from "../report/hostile.ts";

test("text is escaped wherever it stands in a template", () => {
  const text = `</textarea><script>"'&`;
  expect(html`<p title="${text}">${text}</p>`.markup).toBe(
    '<p title="&lt;/textarea&gt;&lt;script&gt;&quot;&#39;&amp;">&lt;/textarea&gt;&lt;script&gt;&quot;&#39;&amp;</p>',
  );
});

test("what cannot stand in a file of HTML does not reach it", () => {
  expect(escapeHtml("a\0b\ud800c")).toBe("a\ufffdb\ufffdc");
});

test.each(
  [...DANGEROUS, ...INVISIBLE].map((character) => [character.codePointAt(0) ?? 0, character]),
)("U+%x is a mark that names it", (code, character) => {
  const name = `U+${Number(code).toString(16).toUpperCase().padStart(4, "0")}`;
  const { markup } = visible(`a${character}b`);
  expect(markup).toContain(`title="${name}"`);
  expect(markup.replaceAll(/<[^>]*>/gu, "")).not.toContain(character);
});

test("a line break is named and stays", () => {
  expect(visible("a\nb").markup).toBe('a<span class="hidden" title="U+000A">↵</span>\nb');
});

test("emoji, CJK and marks of a script stay as they are", () => {
  const text = "👩‍👩‍👧 ❤️ 1️⃣ 三号码头 שלום हिन्दी é";
  expect(visible(text).markup).toBe(text);
});

test("what is hidden many times over is named once, with its number", () => {
  expect(visible("\u202e".repeat(300_000)).markup).toBe(
    '<span class="hidden" title="U+202E">U+202E × 300,000</span>',
  );
});

test("a text of data stands apart in direction", () => {
  expect(shown("שלום").markup).toBe('<bdi lang="">שלום</bdi>');
  expect(shown("").markup).toBe('<bdi class="empty">empty</bdi>');
});

test("a long text is cut between characters, and whole behind it", () => {
  const text = `${"a".repeat(159)}😀${"b".repeat(1_000_000)}`;
  const { markup } = whole(text);
  expect(markup).toContain(`${"a".repeat(159)}<span class="rest">… (1,000,161 code units)</span>`);
  expect(markup).toContain(text);
});
