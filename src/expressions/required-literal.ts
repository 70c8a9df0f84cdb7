import { type CharacterSet, isSurrogate, sizeOf } from "./character-set.ts";
import { closeUnderCase } from "./letter-case.ts";
import { itemsOf, type Tree } from "./tree.ts";

/**
 * The longest literal that stands in every match of `tree`; empty if none is known. It may miss some, such as
 * one that stands in every alternative.
 */
export function requiredLiteral(tree: Tree): string {
  let longest = "";
  let run = "";
  const endRun = (): void => {
    if (run.length > longest.length) {
      longest = run;
    }
    run = "";
  };
  const visit = (part: Tree): void => {
    for (const item of itemsOf(part)) {
      if (item.kind === "characters") {
        const character = onlyCharacter(item.set, item.ignoreCase);
        if (character === undefined) {
          endRun();
        } else {
          run += character;
        }
      } else if (item.kind === "repeat" && item.min > 0) {
        // Its first time follows what was before it, and its last time leads to what comes after.
        visit(item.item);
        if (item.min !== 1 || item.max !== 1) {
          endRun();
        }
      } else if (item.kind !== "edge") {
        endRun();
      }
    }
  };
  visit(tree);
  endRun();
  return longest;
}

function onlyCharacter(set: CharacterSet, ignoreCase: boolean): string | undefined {
  const [codePoint = 0] = set;
  if (sizeOf(set) !== 1 || isSurrogate(codePoint)) {
    return undefined;
  }
  if (ignoreCase && sizeOf(closeUnderCase(set)) > 1) {
    return undefined;
  }
  return String.fromCodePoint(codePoint);
}
