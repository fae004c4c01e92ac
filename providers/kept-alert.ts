import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { ExpectedError } from "../messages/expected-error";
import { AdoptionError, describeTakeover, existingAlert } from "./adoption";
import type { AlertInputs, DeclaredAlert } from "./alert-state";
import { showLine } from "./partial-failure";
import type { Workspace } from "./workspace";

/** What the program declares of a row with faults that holds up no other (setting `faultyRows`): its alert stays as it is. */
export interface DeclaredKept extends Pick<DeclaredAlert, "alertId" | "databricksAlertId" | "parentPath"> {
  /** That the row asks for; empty where that cannot be read. */
  readonly displayName: string;
  readonly isKept: true;
}

/** There is nothing to be kept: the state has no alert of the row, and none of the workspace is the row's. It gets into no state. */
export interface NothingKept extends Pick<AlertInputs, "alertId"> {
  /** Why. */
  readonly nothing: string;
}

/**
 * What a row's alert is by now, whatever the row says: as the last run declared it, or, where the state has none of the row, as the
 * alert is that the row may have.
 */
export async function keptInputs(
  olds: Partial<AlertInputs>,
  { alertId, displayName, parentPath }: Omit<DeclaredKept, "databricksAlertId">,
  workspace: Workspace,
): Promise<AlertInputs | NothingKept> {
  workspace.syncLog.keep(alertId);
  if (isWhole(olds)) return olds;
  const row = `${ALERT_CONFIGURATIONS.name} row ${alertId}`;
  try {
    const existing = await existingAlert({ alertId, displayName, parentPath }, workspace);
    if (existing) {
      const inputs = { ...existing.definition, alertId };
      showLine(describeTakeover(existing, inputs));
      return inputs;
    }
    return {
      alertId,
      nothing: `${row} has faults, and its alert is gone: mend the row to have it made again.`,
    };
  } catch (error) {
    if (!(error instanceof AdoptionError)) throw error;
    return { alertId, nothing: error.message };
  }
}

/** @throws ExpectedError where there is no alert to be kept */
export function requireKept(inputs: AlertInputs | NothingKept): AlertInputs {
  if ("nothing" in inputs) throw new ExpectedError(inputs.nothing);
  return inputs;
}

function isWhole(olds: Partial<AlertInputs>): olds is AlertInputs {
  return olds.alertId !== undefined;
}
