import {
  type CharacterSet,
  codePointsOf,
  complement,
  hasCodePoint,
  rangesOf,
  setOf,
  sizeOf,
} from "./character-set.ts";

/** Above it no character has case (Unicode 17: the last is U+1E943). */
const LAST_CASED = 0x1ffff;

/** Sets of so many characters are looked up one by one. */
const SMALL = 256;

/** Characters that are equal under flag i but have no case mapping of one character to each other. */
const UNMAPPED: readonly (readonly [number, number])[] = [
  [0x0390, 0x1fd3],
  [0x03b0, 0x1fe3],
  [0xfb05, 0xfb06],
];

let orbits: readonly (readonly number[])[] | undefined;

/**
 * Every set of two or more characters that are equal under the flags i and u: simple case folding, as the
 * host's RegExp has it. The engine's own flag i is not used, so that both agree.
 */
export function caseOrbits(): readonly (readonly number[])[] {
  orbits ??= readOrbits();
  return orbits;
}

const closed = new WeakMap<CharacterSet, CharacterSet>();

let orbitOf: ReadonlyMap<number, readonly number[]> | undefined;

/** `set` with every character that is equal to one of its own under the flags i and u. */
export function closeUnderCase(set: CharacterSet): CharacterSet {
  const known = closed.get(set);
  if (known !== undefined) {
    return known;
  }
  const added = missingCases(set).map((codePoint): [number, number] => [codePoint, codePoint]);
  const result = added.length === 0 ? set : setOf([...rangesOf(set), ...added]);
  closed.set(set, result);
  return result;
}

/** Every character that is equal to none of `set` under the flags i and u. */
export function complementUnderCase(set: CharacterSet): CharacterSet {
  const rest = complement(closeUnderCase(set));
  // Nothing outside of whole orbits but whole orbits.
  closed.set(rest, rest);
  return rest;
}

function missingCases(set: CharacterSet): number[] {
  if (sizeOf(set) > SMALL) {
    return caseOrbits().flatMap((orbit) => {
      const inside = orbit.filter((codePoint) => hasCodePoint(set, codePoint)).length;
      return inside > 0 && inside < orbit.length ? orbit : [];
    });
  }
  orbitOf ??= new Map(caseOrbits().flatMap((orbit) => orbit.map((member) => [member, orbit])));
  return codePointsOf(set).flatMap((codePoint) => orbitOf?.get(codePoint) ?? []);
}

function readOrbits(): number[][] {
  const groups = new Map<number, number[]>();
  const unite = (a: number, b: number): void => {
    const [left, right] = [groups.get(a) ?? [a], groups.get(b) ?? [b]];
    if (left !== right) {
      const group = [...left, ...right];
      for (const codePoint of group) {
        groups.set(codePoint, group);
      }
    }
  };
  for (let codePoint = 0; codePoint <= LAST_CASED; codePoint += 1) {
    const character = String.fromCodePoint(codePoint);
    for (const other of [character.toLowerCase(), character.toUpperCase()]) {
      const mapped = other.codePointAt(0) ?? codePoint;
      if (mapped !== codePoint && other === String.fromCodePoint(mapped)) {
        unite(codePoint, mapped);
      }
    }
  }
  for (const [a, b] of UNMAPPED) {
    unite(a, b);
  }
  return [...new Set(groups.values())].flatMap(splitByFolding);
}

/** Mappings relate more characters than simple folding does (ı to I); the host's RegExp decides. */
function splitByFolding(group: readonly number[]): number[][] {
  const orbits: number[][] = [];
  for (const codePoint of group) {
    const same = new RegExp(`^\\u{${codePoint.toString(16)}}$`, "iu");
    const orbit = orbits.find(([first = 0]) => same.test(String.fromCodePoint(first)));
    if (orbit === undefined) {
      orbits.push([codePoint]);
    } else {
      orbit.push(codePoint);
    }
  }
  return orbits.filter((orbit) => orbit.length > 1);
}
