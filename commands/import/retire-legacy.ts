import type { AlertPlan } from "../../alerting/plan-alerts";
import { isRefused } from "../../databricks/api-error";
import { trashLegacyAlert } from "../../databricks/legacy-alerts-api";
import { ExpectedError } from "../../messages/expected-error";
import { shownText, shownValue } from "../../messages/words";
import { progressLines } from "../progress-lines";
import type { LegacyPair } from "./compare-legacy";
import { jobsOf } from "./legacy-jobs";
import type { ImportConnection } from "./plan-import";
import { listedAlerts } from "./refused";
import { untoldRows } from "./untold-rows";

/**
 * Moves legacy alerts to the trash whose rows tell people in their place, as the workspace has their alerts; all that speaks against
 * it is told before any is moved. A row whose legacy alert is gone holds nobody up.
 *
 * @param say told what became of each, at once: what was moved is known, whatever ends the command
 * @returns whether all are gone
 */
export async function retireLegacy(
  { rest, alerts }: Pick<ImportConnection, "rest" | "alerts">,
  plan: Pick<AlertPlan, "rows">,
  pairs: readonly LegacyPair[],
  say: (line: string) => void,
): Promise<boolean> {
  const left = pairs.filter(({ legacy }) => legacy !== undefined);
  const active = left.length === 0 ? [] : await listedAlerts(alerts, progressLines());
  const problems = untoldRows(left, plan, active);
  if (problems.length > 0) throw new ExpectedError(problems.join("\n"));
  let isDone = true;
  for (const { alertId, legacyId, legacy, tasks } of pairs) {
    if (legacy === undefined) {
      say(`${shownText(alertId)}: legacy alert ${legacyId} is gone already.`);
      continue;
    }
    const what = `${shownText(alertId)}: legacy alert ${legacyId} ${shownValue(legacy.display_name)}`;
    try {
      await trashLegacyAlert(rest, legacyId);
    } catch (error) {
      if (!isRefused(error)) throw error;
      isDone = false;
      say(`${what} stays: you may not move it to the trash (403): have CAN MANAGE on it given to you.`);
      continue;
    }
    say(`${what} is in the trash.${stillRun(tasks)}`);
  }
  return isDone;
}

function stillRun(tasks: LegacyPair["tasks"]): string {
  const [job, ...others] = jobsOf(tasks);
  if (job === undefined) return "";
  return others.length === 0
    ? ` Job ${job} runs it still, and will fail: take its ${tasks.length === 1 ? "task" : "tasks"} out.`
    : ` Jobs ${[job, ...others].join(" and ")} run it still, and will fail: take their tasks out.`;
}
