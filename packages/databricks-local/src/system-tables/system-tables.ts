import type { SystemTable } from "../sql/system-table";
import { alertsTable } from "./alerts-table";
import { evaluationHistoryTable } from "./evaluation-history-table";

const ACCOUNT_ID = "10ca1000-0000-4000-8000-000000000000";

/** What the catalog `system` has from the start. */
export function systemTables(dataDir: string, workspaceId: string): SystemTable[] {
  return [
    alertsTable(dataDir, ACCOUNT_ID, workspaceId),
    evaluationHistoryTable(dataDir, ACCOUNT_ID, workspaceId),
  ];
}
