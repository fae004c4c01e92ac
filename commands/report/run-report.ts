import { testsOfAlerts } from "../../alert-tests/coverage";
import type { Connection } from "../../databricks/open-connection";
import { timeOf } from "../../rows/changes/change-feed";
import { READ_CLOCK } from "../../rows/statements/silences";
import type { Settings } from "../../settings/settings";
import type { ReportOptions } from "../report";
import { type AlertReport, alertReport } from "./alert-report";
import { reportMarkdown, reportPage, reportText } from "./forms";
import { readFigures } from "./read-figures";
import { onConnection } from "../on-connection";
import { planOf } from "../stack-plan";
import { readStoredSilences } from "../silence/stored-silences";
import { writeForms } from "../whole-file";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Asks what the alerts of the last days came to, writes it down in three forms, and prints one. */
export async function report({ stack, config, days, out, json }: ReportOptions): Promise<void> {
  await onConnection({ stack, config }, async (connection, settings) => {
    const found = await gather(connection, settings, stack, days);
    const text = `${JSON.stringify(found, undefined, 2)}\n`;
    const files = writeForms(
      { "report.json": text, "report.md": reportMarkdown(found), "report.html": reportPage(found) },
      out,
    );
    console.log(json ? text.trimEnd() : `${reportText(found)}\n\n${files.join(", ")}`);
  });
}

/** By the workspace's own clock, which wrote the history. */
export async function gather(
  connection: Connection,
  settings: Settings,
  stack: string,
  days: number,
): Promise<AlertReport> {
  const { sql } = connection;
  const [clock] = await sql.query(READ_CLOCK);
  const until = new Date(timeOf(clock?.["now"]) ?? Date.now());
  const from = new Date(until.getTime() - days * DAY_MS);
  const plan = await planOf(connection, settings, stack);
  const [history, silences] = await Promise.all([
    readFigures(sql, settings, from, until),
    settings.liveSilences ? readStoredSilences(sql, settings) : [],
  ]);
  return alertReport({ stack, days, from, until, history, plan, silences, tests: testsOfAlerts() });
}
