import { isRefused } from "../../databricks/api-error";
import { trashLegacyAlert } from "../../databricks/legacy-alerts-api";
import { ExpectedError } from "../../messages/expected-error";
import { shownText, shownValue } from "../../messages/words";
import type { LegacyPair } from "./compare-legacy";
import type { ImportConnection } from "./plan-import";

/**
 * Moves legacy alerts to the trash whose rows tell people in their place; all that speaks against it is told before any is moved.
 *
 * @param say told what became of each, at once: what was moved is known, whatever ends the command
 * @returns whether all are gone
 */
export async function retireLegacy(
  { rest }: Pick<ImportConnection, "rest">,
  pairs: readonly LegacyPair[],
  say: (line: string) => void,
): Promise<boolean> {
  const problems = pairs.flatMap(({ alertId, isShadow: isTried, databricksAlertId }) =>
    isTried
      ? [
          `${shownText(alertId)} is in SHADOW and tells nobody: \`npm run promote -- ${shownText(alertId)}\` and an up come first.`,
        ]
      : databricksAlertId === undefined
        ? [`${shownText(alertId)} has no alert yet: an up comes first.`]
        : [],
  );
  if (problems.length > 0) throw new ExpectedError(problems.join("\n"));
  let isDone = true;
  for (const { alertId, legacyId, legacy, task } of pairs) {
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
    const left = task
      ? ` Job ${task.jobId} ${shownValue(task.jobName)} runs it still, and will fail: take its task out.`
      : "";
    say(`${what} is in the trash.${left}`);
  }
  return isDone;
}
