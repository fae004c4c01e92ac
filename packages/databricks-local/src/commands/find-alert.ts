import { z } from "zod";
import { ExpectedError } from "../../../../local/expected-error";
import type { WorkspaceAddress } from "../start-workspace";
import { WorkspaceClient } from "../workspace-client";
import { runStatement } from "./run-statement";

const CONFIG_TABLE = "alert_configurations";

const pageShape = z.object({
  alerts: z.array(z.object({ id: z.string(), display_name: z.string() })),
  next_page_token: z.string().optional(),
});
export type FoundAlert = z.infer<typeof pageShape>["alerts"][number];

/** The alert of that row (`alert_id`), display name or id; an error that says what there is, unless it is one. */
export async function findAlert(workspace: WorkspaceAddress, wanted: string): Promise<FoundAlert> {
  const alerts = await listAlerts(workspace);
  const idsOfRow = await findIdsOfRow(workspace, wanted);
  const found = alerts.filter(
    ({ id, display_name }) => id === wanted || display_name === wanted || idsOfRow.includes(id),
  );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    throw new ExpectedError(`'${wanted}' means ${found.length} alerts: name one by its id, ${list(found)}`);
  }
  throw new ExpectedError(
    alerts.length === 0
      ? "There is no alert in the local workspace: npm run up deploys some."
      : `No alert has the row, name or id '${wanted}'. There are ${list(alerts)}`,
  );
}

async function listAlerts({ host, token }: WorkspaceAddress): Promise<FoundAlert[]> {
  const client = new WorkspaceClient(host, token);
  const alerts: FoundAlert[] = [];
  let next: string | undefined = "";
  while (next !== undefined) {
    const path = `/api/2.0/alerts?page_size=100&page_token=${encodeURIComponent(next)}`;
    const page = pageShape.parse(await client.call("GET", path));
    alerts.push(...page.alerts);
    next = page.next_page_token;
  }
  return alerts;
}

/** Which catalog and schema the rows are in is the stack's setting: every table of that name is asked. */
async function findIdsOfRow(workspace: WorkspaceAddress, alertId: string): Promise<(string | null)[]> {
  const literal = alertId.replaceAll("\\", "\\\\").replaceAll("'", "\\'");
  const ids: (string | null)[] = [];
  for (const table of await findConfigTables(workspace)) {
    const { rows } = await runStatement(
      workspace,
      `SELECT databricks_alert_id FROM ${table} WHERE alert_id = '${literal}'`,
    );
    ids.push(...rows.map(([id]) => id ?? null));
  }
  return ids;
}

async function findConfigTables(workspace: WorkspaceAddress): Promise<string[]> {
  const catalogs = (await runStatement(workspace, "SHOW CATALOGS")).rows;
  const selects = catalogs.map(
    ([catalog]) =>
      `SELECT table_catalog, table_schema FROM ${quoted(catalog ?? "")}.information_schema.tables ` +
      `WHERE table_name = '${CONFIG_TABLE}'`,
  );
  const { rows } = await runStatement(workspace, selects.join(" UNION ALL "));
  return rows.map((path) => [...path.map((part) => quoted(part ?? "")), CONFIG_TABLE].join("."));
}

function quoted(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

function list(alerts: readonly FoundAlert[]): string {
  return alerts.map(({ id, display_name }) => `${display_name} (${id})`).join(", ");
}
