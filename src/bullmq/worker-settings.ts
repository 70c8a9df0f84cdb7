/** What a worker is set to. A job names inputs; code, folders and keys are the worker's own. */
export interface WorkerSettings {
  /** Redis, as in `redis://user:password@host:6379/0`; `rediss:` encrypts. Default: `FILTER_AUDIT_REDIS`. */
  readonly redis?: string;
  /**
   * A folder that all workers and whoever queues audits see, for filters and tallies. Without it they are kept in Redis.
   * Default: `FILTER_AUDIT_FOLDER`.
   */
  readonly folder?: string;
  /** The folder in which inputs are files; none outside of it is opened. Default: `FILTER_AUDIT_INPUTS`, else the current one. */
  readonly inputs?: string;
  /**
   * A module that exports a function `open` that opens inputs in place of files, as a path or as a URL: see `InputReader`.
   * Default: `FILTER_AUDIT_READER`.
   */
  readonly reader?: string;
  /** A file that holds the key of the pseudonyms, at least 32 bytes. Default: `FILTER_AUDIT_KEY_FILE`. */
  readonly keyFile?: string;
}

const VARIABLES: Readonly<Record<keyof WorkerSettings, string>> = {
  redis: "FILTER_AUDIT_REDIS",
  folder: "FILTER_AUDIT_FOLDER",
  inputs: "FILTER_AUDIT_INPUTS",
  reader: "FILTER_AUDIT_READER",
  keyFile: "FILTER_AUDIT_KEY_FILE",
};

type Environment = Readonly<Record<string, string | undefined>>;

const NAMES = Object.keys(VARIABLES) as readonly (keyof WorkerSettings)[];

/** The settings that are given, else those of the environment. */
export function settingsFrom(environment: Environment, given: WorkerSettings = {}): WorkerSettings {
  const settings: { -readonly [Name in keyof WorkerSettings]: string } = {};
  for (const name of NAMES) {
    const value = given[name] ?? environment[VARIABLES[name]];
    if (value !== undefined && value !== "") {
      settings[name] = value;
    }
  }
  return settings;
}

/** The settings as variables of an environment. */
export function environmentOf(settings: WorkerSettings): Readonly<Record<string, string>> {
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = settings[name];
      return value === undefined ? [] : [[VARIABLES[name], value]];
    }),
  );
}
