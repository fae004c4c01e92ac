import { runCommand } from "../messages/advised-commands";
import { shownText } from "../messages/words";
import { otherOwner } from "./claims";
import { showLine } from "./partial-failure";
import type { Workspace } from "./workspace";

/**
 * Deletes the alert of a row that is declared no more, as `deletionPolicy` says, and answers whether it did. The alert stays
 * where another row has it for its own: a row that got another `alert_id` adopts it under the new one, and deletions come last.
 */
export async function deleteUnlessAnothers(
  id: string,
  alertId: string,
  workspace: Workspace,
): Promise<boolean> {
  const owner = await otherOwner(id, alertId, workspace);
  if (owner === undefined) {
    await remove(id, workspace);
    return true;
  }
  workspace.spared.set(id, alertId);
  // In a run without targets the other row has it by now, and that was told.
  if (!workspace.knowsAllClaims) {
    showLine(
      `alert_configurations row ${shownText(alertId)}: alert ${shownText(id)} is not deleted, since row ${shownText(owner)} ` +
        `names it. \`${runCommand("up")}\` makes it that row's; a \`destroy\` of the whole stack deletes it at its end.`,
    );
  }
  return false;
}

/**
 * Deletes what was spared for other rows, at the end of a `destroy`. Until then that looks like a run of some targets: the engine
 * says of neither what it is, and asks about nothing that it deletes.
 */
export async function deleteSpared(workspace: Workspace): Promise<void> {
  const left = [...workspace.spared].filter(([id]) => !workspace.released.has(id));
  await Promise.all(
    left.map(async ([id, alertId]) => {
      await remove(id, workspace);
      await workspace.syncLog.deleted({ alertId, databricksAlertId: id });
    }),
  );
}

async function remove(id: string, { alerts, settings, released }: Workspace): Promise<void> {
  if (settings.deletionPolicy === "trash") await alerts.trash(id);
  else if (settings.deletionPolicy === "purge") await alerts.purge(id);

  released.add(id);
}
