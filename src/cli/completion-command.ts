import { Argument, Command } from "commander";
import { openOutput } from "../node/node.ts";
import { COMPLETIONS, type Shell } from "./completion.ts";
import { chooseName } from "./suggestion.ts";
import type { Terminal } from "./terminal.ts";

const SHELLS = Object.keys(COMPLETIONS) as readonly Shell[];

/** The command `completion`; `load` makes the whole program, whose commands and options are completed. */
export function createCompletionCommand(terminal: Terminal, load: () => Promise<Command>): Command {
  return new Command("completion")
    .description("Prints a script by which a shell completes commands, options and their values.")
    .addArgument(
      new Argument("<shell>", "which shell").choices(SHELLS).argParser((shell) => {
        return chooseName("shell", shell, SHELLS);
      }),
    )
    .addHelpText(
      "after",
      `
Examples:
  source <(filter-audit completion bash)
  filter-audit completion zsh > ~/.zfunc/_filter-audit
  filter-audit completion fish > ~/.config/fish/completions/filter-audit.fish`,
    )
    .action(async (shell: Shell) => {
      const output = await openOutput("-", { stdout: terminal.stdout });
      await output.write(COMPLETIONS[shell](await load()));
      await output.close();
    });
}
