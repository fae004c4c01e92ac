import { type Command, Option } from "commander";
import { ExpectedError } from "../../../../local/expected-error";
import { LOCAL_STACK } from "../../../../local/commands/run-on-workspace";

/** A command of the local workspace alone says so to whoever names another stack: nothing may end in the wrong place. */
export function localOnly(command: Command, instead: string): Command {
  return command
    .addOption(new Option("-s, --stack <name>", "accepted for the local one").default(LOCAL_STACK).hideHelp())
    .hook("preAction", () => {
      const { stack } = command.opts<{ readonly stack: string }>();
      if (stack === LOCAL_STACK) return;
      throw new ExpectedError(
        `${command.name().replace(/ --$/, "")} works on the local workspace only, and ${stack} is a stack of another: ${instead}`,
      );
    });
}
