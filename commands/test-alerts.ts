import { Command, InvalidArgumentError } from "commander";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as RunAlertTests from "./run-alert-tests";

export interface TestAlertsOptions extends StackOptions {
  readonly junit?: string;
  readonly json?: true;
  readonly mutants?: true;
  readonly fromHistory?: string;
  readonly at?: Date;
  readonly recordSchemas?: true;
}

/** `npm run test:alerts`: tests of alerts, by rows that are written out (docs/alert-tests.md). */
export function testAlertsCommand(): Command {
  const command = new Command("test-alerts")
    .description(
      "Runs the tests of alerts: packs/<name>/tests and tests/alerts (docs/alert-tests.md).\n" +
        "Exit status: 0 all passed, 1 one failed or a file has faults.",
    )
    .argument("[names...]", "ids of alerts (COST-*), files, or names of cases; all of them without any")
    .option("--mutants", "make each alert slightly wrong, and name what no test notices")
    .option("--junit <file>", "write the results there, as CI services read them")
    .option("--json", "print one JSON document")
    .option("--from-history <id>", "write a test of what the alert saw at the moment --at")
    .option("--at <time>", "that moment, in UTC: 2026-11-03T10:00", moment)
    .option(
      "--record-schemas",
      "write columns and types of the tables that tested alerts read into packs/schemas.json, as the workspace has them",
    )
    .action((names: string[], options: TestAlertsOptions) => {
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return (load("./run-alert-tests") as typeof RunAlertTests).runAlertTests(names, options);
    });
  return onStack(command);
}

function moment(text: string): Date {
  const at = new Date(/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError("It must be a time such as 2026-11-03T10:00, in UTC.");
  return at;
}
