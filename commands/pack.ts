import { Command } from "commander";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as PackCells from "./pack/pack-cells";
import type * as PackFiles from "./pack/pack-files";
import type * as PacksFromRows from "./pack/packs-from-rows";

export interface PackOptions extends StackOptions {
  readonly json?: true;
  readonly markdown?: true;
}

export interface SettleOptions extends StackOptions {
  readonly because?: string;
}

export interface FromRowsOptions extends StackOptions {
  readonly into: string;
}

/** `npm run pack`: alerts in Git. */
export function packCommand(): Command {
  const command = new Command("pack").description(
    "Packs of alerts in Git: packs/<name>/pack.yaml (docs/packs.md).",
  );
  const files = () => load("./pack/pack-files") as typeof PackFiles;
  const cells = () => load("./pack/pack-cells") as typeof PackCells;
  command.addCommand(
    offline("list", "The packs that there are, and which of them the stack takes.").action(
      (options: PackOptions) => files().listPacks(options),
    ),
  );
  command.addCommand(
    offline("show", "A pack as the stack has it, or one alert of it: conditions and schedules in words.")
      .argument("<name>", "a pack, or the alert_id of one of its alerts")
      .option("--markdown", "as a page, for a catalogue such as docs/packs")
      .action((name: string, options: PackOptions) => files().showPack(name, options)),
  );
  command.addCommand(
    new Command("new")
      .description("Writes a pack with one alert and its test, to begin with.")
      .argument("<name>", "lower-case words with hyphens")
      .action((name: string) => files().newPack(name)),
  );
  command.addCommand(
    online("diff", "What an up would write into the table, and what people changed there.")
      .option("--json", "print one JSON document")
      .action(onWorkspace((options: PackOptions) => cells().diffPacks(options))),
  );
  command.addCommand(
    online("take", "Keeps cells as the table has them: into packs/overrides/<stack>.yaml, with the reason.")
      .argument("<alert_id>", "the row")
      .argument("[column...]", "columns, or keys of a pack; without any, all that differ")
      .option("--because <reason>", "why the stack differs")
      .action((alertId: string, columns: string[], options: SettleOptions) =>
        isForLocalWorkspace(options) ? runOnLocalWorkspace() : cells().takeCells(alertId, columns, options),
      ),
  );
  command.addCommand(
    online("put", "Writes cells as the pack says them into the table.")
      .argument("<alert_id>", "the row")
      .argument("[column...]", "columns, or keys of a pack; without any, all that differ")
      .action((alertId: string, columns: string[], options: SettleOptions) =>
        isForLocalWorkspace(options) ? runOnLocalWorkspace() : cells().putCells(alertId, columns, options),
      ),
  );
  command.addCommand(
    online("from-rows", "Makes a pack of rows of the table, which stay and are the pack's from then on.")
      .argument("<alert_id...>", "rows; * stands for any letters (COST-*)")
      .requiredOption("--into <folder>", "packs/<name>; alerts are added to a pack that is there")
      .action((alertIds: string[], options: FromRowsOptions) =>
        isForLocalWorkspace(options)
          ? runOnLocalWorkspace()
          : (load("./pack/packs-from-rows") as typeof PacksFromRows).packRows(alertIds, options),
      ),
  );
  return command;
}

function offline(name: string, description: string): Command {
  return onStack(new Command(name).description(description)).option("--json", "print one JSON document");
}

function online(name: string, description: string): Command {
  return onStack(new Command(name).description(description));
}

function onWorkspace(act: (options: PackOptions) => Promise<void>) {
  return (options: PackOptions) => (isForLocalWorkspace(options) ? runOnLocalWorkspace() : act(options));
}
