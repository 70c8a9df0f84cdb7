import type { CombinationOptions } from "./combination.ts";
import type { EntrySyntax } from "./entry.ts";
import { createAmpersandSyntax } from "./formats/ampersand.ts";
import { type AppleSyntaxOptions, createAppleSyntax } from "./formats/apple.ts";
import { createBase64LinesSyntax } from "./formats/base64-lines.ts";
import { createCommaSyntax } from "./formats/comma.ts";
import { createDiscuzSyntax } from "./formats/discuz.ts";
import {
  createExpressionsSyntax,
  type ExpressionContext,
  type ExpressionsSyntaxOptions,
} from "./formats/expressions.ts";
import { createGapsSyntax } from "./formats/gaps.ts";
import { createLinesSyntax } from "./formats/lines.ts";
import { createPlusSyntax, type PlusSyntaxOptions } from "./formats/plus.ts";
import { createSearchSyntax } from "./formats/search.ts";
import { createSpacesSyntax } from "./formats/spaces.ts";
import { createStarsSyntax, type StarsSyntaxOptions } from "./formats/stars.ts";

/** What the syntaxes take beside their name. */
interface OptionsBySyntax {
  readonly lines: object;
  readonly plus: PlusSyntaxOptions;
  readonly spaces: CombinationOptions;
  readonly comma: CombinationOptions;
  readonly ampersand: CombinationOptions;
  readonly search: CombinationOptions;
  readonly gaps: object;
  readonly stars: StarsSyntaxOptions;
  readonly discuz: object;
  readonly apple: AppleSyntaxOptions;
  readonly "base64-lines": object;
  readonly expressions: ExpressionsSyntaxOptions;
}

/** Name of the syntax of single entries: that of the format of the same name. */
export type SyntaxName = keyof OptionsBySyntax;

/** A syntax with its options: those that the format of the same name has. */
export type SyntaxOptions = {
  readonly [Name in SyntaxName]: {
    /** Name of the syntax. */
    readonly name: Name;
  } & OptionsBySyntax[Name];
}[SyntaxName];

/** The syntax of single entries, for the formats that may hold entries of several: its name alone, or with options. */
export type Syntax = SyntaxName | SyntaxOptions;

type CreateSyntax<Name extends SyntaxName> = (
  options: OptionsBySyntax[Name],
  context: ExpressionContext,
) => EntrySyntax;

/** Each syntax by name. */
const SYNTAXES: { readonly [Name in SyntaxName]: CreateSyntax<Name> } = {
  lines: createLinesSyntax,
  plus: createPlusSyntax,
  spaces: createSpacesSyntax,
  comma: createCommaSyntax,
  ampersand: createAmpersandSyntax,
  search: createSearchSyntax,
  gaps: createGapsSyntax,
  stars: createStarsSyntax,
  discuz: (_options, context) => createDiscuzSyntax(context),
  apple: createAppleSyntax,
  "base64-lines": createBase64LinesSyntax,
  expressions: createExpressionsSyntax,
};

/** The names of all syntaxes. */
export const SYNTAX_NAMES: readonly SyntaxName[] = Object.freeze(
  Object.keys(SYNTAXES) as SyntaxName[],
);

/**
 * Makes a syntax.
 *
 * @throws RangeError if there is none of that name, or an option is out of range
 * @throws TypeError if an option has a wrong type, or the syntax needs expressions and the context has none
 */
export function createSyntax(syntax: Syntax, context: ExpressionContext): EntrySyntax {
  const options = typeof syntax === "string" ? { name: syntax } : syntax;
  if (!(SYNTAX_NAMES as readonly unknown[]).includes(options?.name)) {
    throw new RangeError(
      `unknown syntax ${JSON.stringify(options?.name)}, expected one of ${SYNTAX_NAMES.join(", ")}`,
    );
  }
  // The row of a syntax takes the options of that syntax: TypeScript cannot see that the two go together.
  const create = SYNTAXES[options.name] as CreateSyntax<SyntaxName>;
  return create(options as OptionsBySyntax[SyntaxName], context);
}
