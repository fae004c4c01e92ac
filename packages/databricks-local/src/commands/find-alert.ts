import { z } from "zod";
import { ExpectedError } from "../expected-error";
import type { WorkspaceAddress } from "../start-workspace";
import { WorkspaceClient } from "../workspace-client";
import { runStatement } from "./run-statement";

const pageShape = z.object({
  alerts: z.array(z.object({ id: z.string(), display_name: z.string() })),
  next_page_token: z.string().optional(),
});
export type FoundAlert = z.infer<typeof pageShape>["alerts"][number];

/**
 * The alert of that display name or id, or of that name in what `names` gives; an error that says what there is, unless it
 * is one.
 *
 * @param names a query for pairs of a name and an alert's id
 */
export async function findAlert(
  workspace: WorkspaceAddress,
  wanted: string,
  names: string | undefined,
): Promise<FoundAlert> {
  const alerts = await listAlerts(workspace);
  const byName = names === undefined ? [] : await idsNamed(workspace, wanted, names);
  const found = alerts.filter(
    ({ id, display_name }) => id === wanted || display_name === wanted || byName.includes(id),
  );
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) {
    throw new ExpectedError(`'${wanted}' means ${found.length} alerts: name one by its id, ${list(found)}`);
  }
  throw new ExpectedError(
    alerts.length === 0
      ? "There is no alert in the local workspace yet."
      : `No alert has the name or id '${wanted}'. There are ${list(alerts)}`,
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

/** Before the project has made its tables, there are no names in them. */
async function idsNamed(
  workspace: WorkspaceAddress,
  wanted: string,
  names: string,
): Promise<(string | null)[]> {
  try {
    const { rows } = await runStatement(workspace, names);
    return rows.flatMap(([name, id]) => (name === wanted ? [id ?? null] : []));
  } catch (error) {
    if (error instanceof ExpectedError && /^\[(TABLE_OR_VIEW|SCHEMA|NO_SUCH_CATALOG)/.test(error.message))
      return [];
    throw error;
  }
}

function list(alerts: readonly FoundAlert[]): string {
  return alerts.map(({ id, display_name }) => `${display_name} (${id})`).join(", ");
}
