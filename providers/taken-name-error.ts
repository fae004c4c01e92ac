import type { RemoteAlert } from "../databricks/alerts-api";
import { runCommand } from "../messages/advised-commands";
import { ExpectedError } from "../messages/expected-error";
import { shownText } from "../messages/words";
import type { AlertInputs } from "./alert-state";

interface Circumstances {
  readonly cause: unknown;
  /** Whether the rows of all alerts are known. */
  readonly ofWholeRun: boolean;
  /** The row whose alert has the name; with `ofWholeRun`, undefined says that it is no row's. */
  readonly owner: string | undefined;
}

/** A row's name is that of an alert which does not give it up in this run. */
export class TakenNameError extends ExpectedError {
  override readonly name = "TakenNameError";

  constructor(
    { alertId, displayName }: AlertInputs,
    { id, definition }: RemoteAlert,
    { cause, ofWholeRun, owner }: Circumstances,
  ) {
    const taken =
      `alert_configurations row ${alertId}: the name "${displayName}" is that of alert ${id} in ` +
      definition.parentPath;
    const forAll = `Run \`${runCommand("up")}\` for all rows, rename that alert, or give the row another name.`;
    super(
      owner !== undefined
        ? `${taken}, which is row ${shownText(owner)}'s and does not give it up in this run. ${forAll}`
        : ofWholeRun
          ? `${taken}, which is no other row's. Rename or delete that alert, or give the row another name. If the alert's ` +
            `row was deleted: \`${runCommand("up", "--continue-on-error")}\` deletes the alert, and the ` +
            `\`${runCommand("up")}\` after it gives its name to this row.`
          : `${taken}, and a run of some targets does not know whether that gives it up. ${forAll}`,
      { cause },
    );
  }
}
