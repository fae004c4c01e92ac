import { Command } from "commander";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as RunDoctor from "./doctor/run-doctor";

export interface DoctorOptions extends StackOptions {
  readonly startWarehouse?: true;
  readonly probe?: true;
  readonly to?: string;
  readonly json?: true;
}

/** `npm run doctor`: what a first up would stumble over, before it. */
export function doctorCommand(): Command {
  const command = new Command("doctor")
    .description(
      "Says what an up on this workspace would stumble over: tools, sign-in, warehouse, tables, rights, folder, quota, destinations.\n" +
        "Without --probe it changes nothing. Exit status: 0 without a fault; 1 with one.",
    )
    .option("--start-warehouse", "start the SQL warehouse if it is stopped, to read the rows")
    .option(
      "--probe",
      "find out what no document says, and print it as Markdown: starts the SQL warehouse, makes some 100 paused alerts in a folder of their own, which are " +
        "deleted for good again, and messages to whoever asks",
    )
    .option("--to <address>", "with --probe: who gets these messages")
    .option("--json", "print one JSON document")
    .action((options: DoctorOptions) => {
      // Warehouses of the local workspace cost nothing: a stopped one is started unasked.
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace(["--start-warehouse"]);
      return (load("./doctor/run-doctor") as typeof RunDoctor).doctor(options);
    });
  return onStack(command);
}
