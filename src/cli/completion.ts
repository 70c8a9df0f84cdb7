import type { Command, Option } from "commander";
import { type Values, valuesOf } from "./values.ts";

/** A shell that can complete the command. */
export type Shell = "bash" | "zsh" | "fish";

/** Makes the script of each shell: a new one is a row. */
export const COMPLETIONS: Readonly<Record<Shell, (program: Command) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** The options that the help names. */
function shown(command: Command): readonly Option[] {
  return command.options.filter(({ hidden }) => !hidden);
}

/** What an option is for, in a few words of one line. */
function describe({ description }: Option): string {
  return description.replaceAll(/\s+/gu, " ");
}

/** The values that arguments of a command take, where they are few. */
function argumentNames(command: Command): readonly string[] {
  return command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
}

/** Names that stand as they are in a script of any shell. */
function words(names: readonly string[] = []): string {
  return names.filter((name) => /^[\w.-]+$/u.test(name)).join(" ");
}

function bashScript(program: Command): string {
  const options = program.commands.flatMap((command) =>
    shown(command).map((option) => ({ command, option, values: valuesOf(option) })),
  );
  /** Options with the same values, as the pattern of a `case`. */
  const cases = new Map<string, string[]>();
  for (const { command, option, values } of options) {
    if (values.kind === "flag") continue;
    const action = bashAction(values);
    cases.set(action, [...(cases.get(action) ?? []), `${command.name()}:${option.long}`]);
  }
  const rows = [...cases].map(([action, names]) => `    ${names.join("|")})\n      ${action} ;;`);
  const flags = program.commands.map(
    (command) =>
      `    ${command.name()}) names="${words(argumentNames(command))}"; flags="${shown(command)
        .map(({ long }) => long)
        .join(" ")} --help" ;;`,
  );
  return `# Completion of filter-audit for bash: source <(filter-audit completion bash)
_filter_audit() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" option="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  local names flags before="" candidates=""
  COMPREPLY=()
  # bash parts words at =: both --option=value and FORMAT=FILE come in three.
  if [[ $cur == "=" ]]; then
    cur=""
  elif [[ $option == "=" ]]; then
    option="\${COMP_WORDS[COMP_CWORD-2]}"
    if [[ $option != --* ]]; then
      compopt -o filenames
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      return
    fi
  fi
  if ((COMP_CWORD == 1)); then
    mapfile -t COMPREPLY < <(compgen -W "${program.commands.map((each) => each.name()).join(" ")} --help --version" -- "$cur")
    return
  fi
  case "$command:$option" in
${rows.join("\n")}
  esac
  case "$command" in
${flags.join("\n")}
    *) return ;;
  esac
  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$cur")
  elif [[ -n $names ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$names" -- "$cur")
  else
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$cur")
  fi
}
complete -F _filter_audit filter-audit
`;
}

/** What bash does for the value of an option. */
function bashAction({ kind, names }: Values): string {
  const files = 'compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return';
  switch (kind) {
    case "name":
      return `mapfile -t COMPREPLY < <(compgen -W "${words(names)}" -- "$cur"); return`;
    case "names":
      // What stands before the last comma stays.
      return `[[ $cur == *,* ]] && before="\${cur%,*},"; compopt -o nospace; mapfile -t COMPREPLY < <(compgen -P "$before" -W "${words(names)}" -- "\${cur##*,}"); return`;
    case "list":
      return `compopt -o nospace -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur"; compgen -S = -W "${words(names)}" -- "$cur"); return`;
    case "file":
      return files;
    default:
      return "return";
  }
}

function zshScript(program: Command): string {
  const commands = program.commands.map(
    (command) => `      ${quote(`${command.name()}:${command.description()}`)}`,
  );
  const cases = program.commands.map((command) => {
    const names = argumentNames(command);
    const own = shown(command).map((option) => zshOption(option, valuesOf(option)));
    const operand = names.length === 0 ? "*:file:_files" : `1:name:(${words(names)})`;
    return `    ${command.name()})
      _arguments ${[...own, quote("--help[print help]"), quote(operand)].join(" \\\n        ")} ;;`;
  });
  return `#compdef filter-audit
# Completion of filter-audit for zsh: a file _filter-audit in a folder of $fpath, or source <(filter-audit completion zsh)
_filter_audit_list() {
  if compset -P '*='; then
    _files
  else
    # The formats come behind what _arguments says of them.
    _alternative "formats:format:compadd -S = -- \${@[-1]}" 'files:file:_files'
  fi
}
_filter_audit() {
  local -a commands
  if ((CURRENT == 2)); then
    commands=(
${commands.join("\n")}
    )
    _describe command commands
    _arguments '--help[print help]' '--version[print the version]'
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
${cases.join("\n")}
  esac
}
if [[ $funcstack[1] == _filter-audit ]]; then
  _filter_audit "$@"
else
  compdef _filter_audit filter-audit
fi
`;
}

function zshOption(option: Option, { kind, names, isRepeated = false }: Values): string {
  const text = describe(option).replace(/[[\]:\\]/gu, "\\$&");
  const again = isRepeated ? "*" : "";
  const name = `${again}${option.long}`;
  const actions: Readonly<Record<Values["kind"], string>> = {
    flag: `[${text}]`,
    name: `=[${text}]:name:(${words(names)})`,
    names: `=[${text}]:names:_sequence compadd - ${words(names)}`,
    list: `=[${text}]:list:_filter_audit_list ${quote(words(names))}`,
    file: `=[${text}]:file:_files`,
    number: `=[${text}]:number: `,
    text: `=[${text}]:text: `,
    texts: `=[${text}]:texts: `,
  };
  return quote(`${name}${actions[kind]}`);
}

function fishScript(program: Command): string {
  const lines = [
    "# Completion of filter-audit for fish: ~/.config/fish/completions/filter-audit.fish",
    "complete -c filter-audit -n __fish_use_subcommand -f",
    "complete -c filter-audit -n __fish_use_subcommand -l help -d 'print help'",
    "complete -c filter-audit -n __fish_use_subcommand -l version -d 'print the version'",
  ];
  for (const command of program.commands) {
    const name = command.name();
    const isOn = `-n '__fish_seen_subcommand_from ${name}'`;
    lines.push(
      `complete -c filter-audit -n __fish_use_subcommand -a ${name} -d ${quote(command.description(), "fish")}`,
    );
    const names = argumentNames(command);
    if (names.length > 0) {
      lines.push(`complete -c filter-audit ${isOn} -f -a '${words(names)}'`);
    }
    for (const option of shown(command)) {
      const long = option.long?.slice(2) ?? "";
      lines.push(
        `complete -c filter-audit ${isOn} -l ${long} ${fishValues(valuesOf(option))}-d ${quote(describe(option), "fish")}`,
      );
    }
    lines.push(`complete -c filter-audit ${isOn} -l help -d 'print help'`);
  }
  return `${lines.join("\n")}\n`;
}

function fishValues({ kind, names }: Values): string {
  switch (kind) {
    case "flag":
      return "";
    case "name":
      return `-x -a '${words(names)}' `;
    case "names":
      // One after another, each behind what is there.
      return `-x -a '(string replace -r "[^,]*\\$" "" -- (commandline -ct | string replace -r "^--[^=]*=" "")){${words(names).replaceAll(" ", ",")}}' `;
    case "list":
      return `-r -a '${words(names).replaceAll(/\S+/gu, "$&=")}' `;
    case "file":
      return "-r -F ";
    default:
      return "-x ";
  }
}

/** A word of a script. */
function quote(text: string, shell: "zsh" | "fish" = "zsh"): string {
  return shell === "fish"
    ? `'${text.replace(/[\\']/gu, "\\$&")}'`
    : `'${text.replaceAll("'", "'\\''")}'`;
}
