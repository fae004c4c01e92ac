import assert from "node:assert/strict";
import type { FaultInput } from "databricks-local";
import { insertOf, TABLE } from "./alert-row";
import type { LocalStack } from "./local-stack";

/** What a run does besides: with a row's alert, or (`move`) with all alerts, which another folder makes anew. */
const CHANGES = ["add", "change", "remove", "move"] as const;
type Change = (typeof CHANGES)[number];

/** What fails in it, each time that it is tried. */
const FAULTS = {
  create: alertFault("POST", "^/api/2.0/alerts$"),
  update: alertFault("PATCH", "^/api/2.0/alerts/"),
  delete: alertFault("DELETE", "^/api/2.0/alerts/"),
  table: statementFault("information_schema"),
  status: statementFault("^MERGE"),
} as const satisfies Record<string, FaultInput>;
type Fault = keyof typeof FAULTS;

const FOLDERS = ["/Alerting", "/Alerting/moved"] as const;

export interface FailingRun {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly faults: readonly Fault[];
}

/** Every set of changes with every single failure that it can meet, and those that can meet in pairs. */
export const FAILING_RUNS: readonly FailingRun[] = subsets(CHANGES).flatMap((changes) => {
  const possible = (Object.keys(FAULTS) as Fault[]).filter((fault) => canFail(fault, changes));
  const pairs = possible.flatMap((one, at) => possible.slice(at + 1).map((other) => [one, other]));
  // Of pairs, those of the widest sets tell what those of the others do.
  const failures = [...possible.map((fault) => [fault]), ...(changes.length > 2 ? pairs : [])];
  return failures.map((faults) => ({ name: `${changes.join(", ")}: ${faults.join(", ")}`, changes, faults }));
});

/** Settings of the run, after those of the one before: tables are updated where their failure is wanted. */
export function configOf(
  { changes, faults }: FailingRun,
  { parentPath = FOLDERS[0] }: Readonly<Record<string, string>>,
): Record<string, string> {
  const [other = ""] = FOLDERS.filter((folder) => folder !== parentPath);
  return {
    maxDeletes: "1000",
    parentPath: changes.includes("move") ? other : parentPath,
    deleteTables: String(faults.includes("table")),
  };
}

/** Rows that the run is about to change and to remove: to be deployed before. */
export async function prepare(stack: LocalStack, number: number): Promise<void> {
  if (number === 0) for (const folder of FOLDERS) await stack.makeFolder(folder);
  await stack.sql(insertOf(`C-${number}`));
  await stack.sql(insertOf(`R-${number}`));
}

export async function begin(
  stack: LocalStack,
  { changes, faults }: FailingRun,
  number: number,
): Promise<void> {
  if (changes.includes("add")) await stack.sql(insertOf(`A-${number}`));
  if (changes.includes("change"))
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 2 WHERE alert_id = 'C-${number}'`);

  if (changes.includes("remove")) await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'R-${number}'`);
  for (const fault of faults) stack.workspace.faults.add(FAULTS[fault]);
}

/** One alert for each row, and none besides. */
export async function assertWhole(stack: LocalStack): Promise<void> {
  const rows = await stack.sql(`SELECT databricks_alert_id AS id FROM ${TABLE} ORDER BY 1`);
  const alerts = (await stack.alerts()).map(({ id }) => ({ id }));
  assert.deepEqual(rows, alerts.sort(byId));
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function canFail(fault: Fault, changes: readonly Change[]): boolean {
  const has = (change: Change) => changes.includes(change);
  switch (fault) {
    case "create":
      return has("add") || has("move");
    case "update":
      return has("change") && !has("move");
    case "delete":
      return has("remove") || has("move");
    case "table":
    case "status":
      return true;
  }
}

function subsets<Item>(items: readonly Item[]): Item[][] {
  const [first, ...rest] = items;
  if (first === undefined) return [];
  const others = subsets(rest);
  return [[first], ...others.map((set) => [first, ...set]), ...others];
}

function alertFault(method: "POST" | "PATCH" | "DELETE", path: string): FaultInput {
  return { kind: "status", method, path, status: 403, errorCode: "PERMISSION_DENIED", times: "always" };
}

export function statementFault(statement: string): FaultInput {
  return { kind: "statement-error", statement, times: "always" };
}
