import type { Identity } from "../../../databricks/directory";
import type { WorkspaceConnection } from "../../../databricks/open-connection";
import { findWarehouse, warehouseNamed } from "../../../databricks/warehouses";
import { ExpectedError } from "../../../messages/expected-error";
import type { Settings } from "../../../settings/settings";
import { withShortLivedAlerts } from "../../short-lived-alerts";
import { probeEvaluations } from "./evaluations";
import { probeObjects } from "./objects";
import { type ProbeReport, probeReport } from "./report";

export interface ProbeQuestion {
  readonly settings: Pick<Settings, "parentPath" | "warehouseId" | "warehouseName" | "createWarehouse">;
  readonly workspace: WorkspaceConnection;
  readonly who: Identity;
  /** Who is told. @default whoever asks, where that is somebody with an address */
  readonly to?: string | undefined;
  readonly say: (line: string) => void;
}

/** Finds out what no document says, by alerts in a folder of their own, which are deleted for good in any case. */
export async function probeWorkspace({
  settings,
  workspace,
  who,
  to = who.userName.includes("@") ? who.userName : undefined,
  say,
}: ProbeQuestion): Promise<ProbeReport> {
  const { parentPath } = settings;
  const warehouse = await warehouseOf(settings, workspace);
  const sql = await workspace.openSql(warehouse, { onWait: say });
  const occasion = { kind: "probe", parentPath, who, say } as const;
  const answers = await withShortLivedAlerts(workspace, occasion, async (made) => {
    const probe = { workspace, made, warehouseId: warehouse.id, say };
    const objects = await probeObjects(probe);
    made.signal.throwIfAborted();
    const evaluations = await probeEvaluations({ ...probe, sql, ...(to !== undefined && { to }) });
    made.signal.throwIfAborted();
    return [...objects, ...evaluations];
  });
  return probeReport(answers, workspace.host, new Date());
}

async function warehouseOf(
  { createWarehouse, warehouseId: id, warehouseName: name }: ProbeQuestion["settings"],
  { rest }: WorkspaceConnection,
) {
  if (!createWarehouse) return findWarehouse(rest, { id, name });
  const found = await warehouseNamed(rest, name ?? "");
  if (found !== undefined) return found;
  throw new ExpectedError(
    `--probe needs a SQL warehouse, and "${name ?? ""}" is yet to be made: give --config warehouseName=<one that there is> --config createWarehouse=false.`,
  );
}
