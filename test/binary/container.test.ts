import { expect, test } from "@jest/globals";
import { readContainer, type Section, writeContainer } from "../../src/binary/binary.ts";
import { AuditError } from "../../src/errors.ts";

const sections = new Map<string, Section>([
  ["b.bytes", Uint8Array.of(1, 2, 3)],
  ["a", Uint16Array.of(0xfeff)],
  ["empty", new Int32Array(0)],
  ["z", Uint32Array.of(0xffffffff, 7)],
  ["m", Int32Array.of(-1)],
]);
const digest = Uint8Array.from({ length: 32 }, (_, index) => index);
const written = writeContainer({ format: 3, digest, sections });

test("gives back what was written, by name", () => {
  const container = readContainer(written);
  expect(container.format).toBe(3);
  expect(container.digest).toEqual(digest);
  expect([...container.sections.keys()]).toEqual(["a", "b.bytes", "empty", "m", "z"]);
  for (const [name, section] of sections) {
    expect(container.sections.get(name)).toEqual(section);
    expect(container.sections.get(name)?.buffer).toBe(written);
  }
});

test("the order of sections changes no byte, and each lies as drawn", () => {
  const turned = new Map([...sections].reverse());
  expect(Buffer.from(writeContainer({ format: 3, digest, sections: turned }))).toEqual(
    Buffer.from(written),
  );
  const view = new DataView(written);
  expect(view.byteLength).toBe(72 + 5 * 32 + 4 + 4 + 0 + 4 + 8);
  expect([8, 12, 16, 20].map((at) => view.getUint32(at, true))).toEqual([
    view.byteLength / 4,
    3,
    5,
    0,
  ]);
  expect(Buffer.from(written, 72, 2).toString("latin1")).toBe("a\0");
  expect(view.getUint32(72 + 24, true)).toBe((72 + 5 * 32) / 4);
  expect(view.getUint32(72 + 28, true)).toBe((1 << 28) | 1);
  expect(view.getUint16(72 + 5 * 32, true)).toBe(0xfeff);
});

test("no byte of it can be changed, and none cut off or added", () => {
  for (let at = 0; at < written.byteLength; at++) {
    for (const change of [0x01, 0x80, 0xff]) {
      const changed = new Uint8Array(written.slice(0));
      changed[at] = (changed[at] ?? 0) ^ change;
      expect(() => readContainer(changed)).toThrow(AuditError);
    }
    expect(() => readContainer(written.slice(0, at))).toThrow(AuditError);
  }
  for (const more of [1, 4]) {
    const longer = new Uint8Array(written.byteLength + more);
    longer.set(new Uint8Array(written));
    expect(() => readContainer(longer)).toThrow(AuditError);
  }
});

test("refuses names that are none", () => {
  for (const name of ["", "a b", "ü", "x".repeat(25)]) {
    const wrong = new Map([[name, Uint8Array.of(1)]]);
    expect(() => writeContainer({ format: 1, digest, sections: wrong })).toThrow(RangeError);
  }
});
