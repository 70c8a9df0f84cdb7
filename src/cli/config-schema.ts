import type { Command, Option } from "commander";
import { keysOf, REFUSED } from "./config.ts";
import { valuesOf } from "./values.ts";

/** A JSON schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** The JSON schema of files of options: what the commands of the program can be told by one. */
export function configSchema(program: Command): Schema {
  const forAll = new Map<string, Schema[]>();
  const commands = program.commands.filter((command) => keysOf(command).length > 0);
  const sections = commands.map((command) => {
    const own = optionsOf(command).map(([key, option]) => [key, schemaOf(option)] as const);
    for (const [key, schema] of own) {
      forAll.set(key, [...(forAll.get(key) ?? []), schema]);
    }
    return [
      command.name(),
      {
        description: `Options of ${command.name()} alone; they win over those for all commands.`,
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(own),
      },
    ] as const;
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Options of filter-audit, as filter-audit.config.json has them",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { description: "Where this schema is, for editors.", type: "string" },
      ...Object.fromEntries([...forAll].map(([key, schemas]) => [key, anyOf(schemas)])),
      ...Object.fromEntries(sections),
    },
  };
}

function optionsOf(command: Command): readonly (readonly [key: string, option: Option])[] {
  return keysOf(command)
    .filter((key) => !REFUSED.has(key))
    .map((key) => {
      const named = command.options.find(
        (option) => option.attributeName() === key && !option.hidden,
      );
      return [key, named as Option];
    });
}

function schemaOf(option: Option): Schema {
  const { kind, names = [], isRepeated = false, isWhole = false, ...bounds } = valuesOf(option);
  const description = option.description;
  switch (kind) {
    case "flag":
      return { description, type: "boolean", ...(option.negate ? { default: true } : {}) };
    case "number":
      return { description, type: isWhole ? "integer" : "number", ...bounds };
    case "name":
      return { description, enum: names };
    case "names":
      return {
        description,
        anyOf: [{ type: "string" }, { type: "array", minItems: 1, items: { enum: names } }],
      };
    case "texts":
      return {
        description,
        anyOf: [
          { type: ["string", "number"] },
          { type: "array", items: { type: ["string", "number"] } },
        ],
      };
    case "text":
      if (!isRepeated) return { description, type: ["string", "number"] };
  }
  const one = { type: "string" };
  return isRepeated
    ? { description, anyOf: [one, { type: "array", minItems: 1, items: one }] }
    : { description, ...one };
}

/** What several commands take under one name, each in its way. */
function anyOf(schemas: readonly Schema[]): Schema {
  const different = new Map(schemas.map((schema) => [JSON.stringify(schema), schema]));
  const [first = {}, ...others] = different.values();
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}
