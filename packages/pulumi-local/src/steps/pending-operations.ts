import type { RunCommand } from "../run-options";
import type { RunContext } from "./run-context";

/**
 * What an earlier run began and did not write down the end of. A created resource of which nobody knows the id cannot
 * be read: until it is cleared, or created again, it stays on record. Of anything else the resource is in the state,
 * where a refresh sees what became of it (pulumi: printPendingOperationsWarning, pkg/backend/snapshot.go).
 */
export async function pendingOperations(
  { store, report, dryRun }: RunContext,
  { command, clearPendingCreates }: { command: RunCommand; clearPendingCreates?: boolean },
): Promise<void> {
  const pending = store.pendingOperations;
  const isKept = (type: string) => type === "creating" && !clearPendingCreates;
  if (!dryRun) {
    for (const { resource } of pending.filter(({ type }) => !isKept(type)))
      await store.commit({ end: resource.urn });
  }
  const told = command === "refresh" ? pending.filter(({ type }) => isKept(type)) : pending;
  if (told.length === 0) return;
  report.warning(
    [
      `an earlier run was interrupted during ${told.length} operation${told.length === 1 ? "" : "s"}, and whether they happened is not known:`,
      ...told.map(({ resource, type }) => `  * ${resource.urn}, interrupted while ${type}`),
      "Look what is there. A refresh reads it into the state; what was being created is settled by the next up that " +
        "creates it, or, if it is not there, by a refresh with --clear-pending-creates.",
    ].join("\n"),
  );
}
