import { createMetadata } from "../entry.ts";
import type { ExpressionProvider } from "../expression.ts";
import type { ListInfo } from "../keyword-list.ts";
import type { ListCollector } from "../list-collector.ts";
import type { ListInput } from "../list-input.ts";
import type { CommonListOptions } from "../options.ts";
import type { Action, Exception, Severity } from "../rule.ts";
import { CONDITION_MEMBERS, readCondition } from "./json-condition.ts";
import { type JsonEntryContent, type JsonList, readJsonList } from "./json-list.ts";
import {
  checkMembers,
  itemsOf,
  JsonMismatch,
  type JsonPlace,
  member,
  membersOf,
  requiredMember,
  stringOf,
  stringsOf,
  wordOf,
} from "./json-shape.ts";
import { quote } from "./quote.ts";

/**
 * How a list in JSON is read (RFC 8259; the schema is `docs/rules.schema.json`). It says everything that a rule
 * can say, and is what `formatRules` writes.
 *
 * The root is an array of entries, or an object with the entries as `rules`. An entry is a string, which is the
 * rule of one literal, or an object with `parts` and whatever else a rule has; what is left out has its default.
 * A part and a term may be strings too. `id` takes the place of the entry as written: the rule's id is made of it;
 * without it, that is the literal of a string and the JSON text of an object.
 *
 * Conditions under `exceptions` of the root have names; rules share them as `{ "ref": name }`.
 *
 * - An entry that is not what the schema says is no rule (`malformed-entry`); the issue names the way to the
 *   fault: `$.rules[3].parts[0].min`. So is one of which a member is there twice.
 * - Where the text stops being JSON, an issue says where and what was expected (`malformed-entry`); the entries
 *   that stand before it as a whole are read.
 * - An expression that `expressions` refuses makes no rule (`expression-refused`). Without `expressions` it is
 *   taken as it is, and refused, if at all, when the filter is compiled.
 */
export interface JsonListOptions extends CommonListOptions {
  /** Name of the format. */
  readonly format: "json";
  /**
   * Where the array of entries is, as a JSON Pointer (RFC 6901): `/words`, and the empty string for the root.
   * Other members are then not looked at. Default: as said above.
   */
  readonly path?: string;
}

/** What `format` of the root says, if it is there. */
export const RULES_FORMAT = "filter-audit/rules";

/** What `version` of the root says, if it is there. */
export const RULES_VERSION = 1;

const ACTIONS: readonly Action[] = ["censor", "surveil", "both", "replace", "moderate", "unknown"];

const SEVERITIES: readonly Severity[] = ["hard", "soft", "unknown"];

const COMPLETENESS: readonly NonNullable<ListInfo["completeness"]>[] = ["exhaustive", "sampled"];

const RULE_MEMBERS: readonly string[] = [
  "id",
  ...CONDITION_MEMBERS,
  "exceptions",
  "action",
  "severity",
  "scope",
  "metadata",
];

/** The named exceptions of a list: undefined are those that could not be read. */
type NamedExceptions = ReadonlyMap<string, Exception | undefined>;

/** A member read by `read`, under its name; nothing where it is not there. */
function optional<Name extends string, Value>(
  place: JsonPlace,
  name: Name,
  read: (place: JsonPlace) => Value,
): { readonly [Key in Name]?: Value } {
  const found = member(place, name);
  return found === undefined ? {} : ({ [name]: read(found) } as { [Key in Name]?: Value });
}

function readException(
  place: JsonPlace,
  named: NamedExceptions,
  provider: ExpressionProvider | undefined,
): Exception {
  const ref = place.value.kind === "object" ? member(place, "ref") : undefined;
  if (ref === undefined) {
    if (place.value.kind !== "string") {
      checkMembers(place, CONDITION_MEMBERS);
    }
    return readCondition(place, provider);
  }
  checkMembers(place, ["ref"]);
  const name = stringOf(ref);
  const exception = named.get(name);
  if (exception === undefined) {
    const reason = named.has(name)
      ? "could not be read"
      : "is not among the exceptions of the list";
    throw new JsonMismatch(ref, `${quote(name)} ${reason}`);
  }
  return exception;
}

function readEntry(
  place: JsonPlace,
  named: NamedExceptions,
  provider: ExpressionProvider | undefined,
): JsonEntryContent {
  if (place.value.kind === "string") {
    const literal = stringOf(place);
    if (literal.trim() === "") {
      throw new JsonMismatch(place, "expected more than white space");
    }
    return { raw: literal };
  }
  checkMembers(place, RULE_MEMBERS);
  const id = member(place, "id");
  const raw = id === undefined ? undefined : stringOf(id);
  if (id !== undefined && raw?.trim() === "") {
    throw new JsonMismatch(id, "expected more than white space");
  }
  return {
    ...(raw === undefined ? {} : { raw }),
    condition: readCondition(place, provider),
    whiteSpace: "kept",
    ...optional(place, "exceptions", (list) =>
      itemsOf(list).map((item) => readException(item, named, provider)),
    ),
    ...optional(place, "action", (action) => wordOf(action, ACTIONS)),
    ...optional(place, "severity", (severity) => wordOf(severity, SEVERITIES)),
    ...optional(place, "scope", stringsOf),
    ...optional(place, "metadata", (metadata) =>
      createMetadata(
        Array.from(membersOf(metadata).keys(), (name) => [
          name,
          stringOf(requiredMember(metadata, name)),
        ]),
      ),
    ),
  };
}

function readInfo(place: JsonPlace): ListInfo {
  checkMembers(place, [
    "app",
    "origin",
    "client",
    "action",
    "severity",
    "scope",
    "date",
    "completeness",
  ]);
  return {
    ...optional(place, "app", stringOf),
    ...optional(place, "origin", stringOf),
    ...optional(place, "client", stringOf),
    ...optional(place, "action", (action) => wordOf(action, ACTIONS)),
    ...optional(place, "severity", (severity) => wordOf(severity, SEVERITIES)),
    ...optional(place, "scope", stringsOf),
    ...optional(place, "date", stringOf),
    ...optional(place, "completeness", (word) => wordOf(word, COMPLETENESS)),
  };
}

function readNamed(
  place: JsonPlace,
  list: JsonList,
  name: string,
  provider: ExpressionProvider | undefined,
): NamedExceptions {
  const named = new Map<string, Exception | undefined>();
  for (const key of membersOf(place).keys()) {
    const item = requiredMember(place, key);
    named.set(
      key,
      list.attempt("no exception", () => ({
        ...readException(item, new Map(), provider),
        source: { list: name, ...list.locate(item), raw: key },
      })),
    );
  }
  return named;
}

/** What a JSON Pointer leads to. @throws JsonMismatch */
function follow(root: JsonPlace, pointer: string): JsonPlace {
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((place, token) => {
      if (place.value.kind !== "array") {
        return requiredMember(place, token);
      }
      const item = /^(?:0|[1-9][0-9]*)$/.test(token) ? itemsOf(place)[Number(token)] : undefined;
      if (item === undefined) {
        throw new JsonMismatch(place, `expected an item ${quote(token)}`);
      }
      return item;
    }, root);
}

function checkOptions({ path }: JsonListOptions): void {
  if (path !== undefined && typeof path !== "string") {
    throw new TypeError(`path is ${typeof path}, expected a JSON Pointer`);
  }
  if (path !== undefined && !/^(?:\/(?:[^~/]|~[01])*)*$/.test(path)) {
    throw new RangeError(`path is ${JSON.stringify(path)}, expected a JSON Pointer such as /words`);
  }
}

/**
 * Reads the format `json`; {@link JsonListOptions} says what is done with each oddity.
 *
 * @throws TypeError if `path` is no string
 * @throws RangeError if `path` is no JSON Pointer
 */
export function readJson(
  input: ListInput,
  collector: ListCollector,
  options: JsonListOptions,
): void {
  checkOptions(options);
  const { path, expressions } = options;
  readJsonList(input, collector, options, (root, list) => {
    const isDocument = path === undefined && root.value.kind === "object";
    if (isDocument) {
      list.attempt("read all the same", () => {
        checkMembers(root, ["$schema", "format", "version", "info", "exceptions", "rules"]);
        optional(root, "format", (format) => wordOf(format, [RULES_FORMAT]));
        optional(root, "version", (version) => {
          if (!("value" in version.value) || version.value.value !== RULES_VERSION) {
            throw new JsonMismatch(version, `expected ${RULES_VERSION}`);
          }
        });
      });
      const info = list.attempt("left out", () => optional(root, "info", readInfo).info);
      if (info !== undefined) {
        collector.addInfo(info);
      }
    }
    const named = isDocument
      ? list.attempt(
          "left out",
          () =>
            optional(root, "exceptions", (place) => readNamed(place, list, input.name, expressions))
              .exceptions,
        )
      : undefined;
    const items = list.attempt("no rule", () =>
      itemsOf(isDocument ? requiredMember(root, "rules") : follow(root, path ?? "")),
    );
    for (const item of items ?? []) {
      list.addEntry(item, () => readEntry(item, named ?? new Map(), expressions));
    }
  });
}
