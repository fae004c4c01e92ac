import { z } from "zod";
import type { RestClient } from "./rest-client";

/** An object of Unity Catalog that privileges are granted on. */
export interface Securable {
  readonly type: "catalog" | "schema" | "table" | "function";
  /** `main.gold.alert_configurations`. */
  readonly name: string;
}

/** Principal → privileges. */
export type Privileges = Readonly<Record<string, readonly string[]>>;

const Assignments = z
  .object({
    privilege_assignments: z
      .array(z.object({ principal: z.string(), privileges: z.array(z.string()).default([]) }))
      .default([]),
  })
  .transform(({ privilege_assignments }) =>
    Object.fromEntries(privilege_assignments.map(({ principal, privileges }) => [principal, privileges])),
  );

/**
 * What was granted on the object itself, not on what it lies in.
 *
 * @see https://docs.databricks.com/api/workspace/grants/get
 */
export async function readGrants(rest: RestClient, securable: Securable): Promise<Privileges> {
  return rest.get(pathOfGrants(securable), Assignments);
}

/** Adds and takes away; what is not named stays. */
export async function changeGrants(
  rest: RestClient,
  securable: Securable,
  change: { readonly add?: Privileges; readonly remove?: Privileges },
): Promise<void> {
  const { add = {}, remove = {} } = change;
  const principals = [...new Set([...Object.keys(add), ...Object.keys(remove)])];
  const changes = principals
    .map((principal) => ({ principal, add: add[principal] ?? [], remove: remove[principal] ?? [] }))
    .filter((one) => one.add.length + one.remove.length > 0);
  if (changes.length > 0) await rest.patch(pathOfGrants(securable), { changes }, z.unknown());
}

/** @param kind those on the object itself, or with what is in effect from what it lies in */
export function pathOfGrants(
  { type, name }: Securable,
  kind: "permissions" | "effective-permissions" = "permissions",
): string {
  return `/api/2.1/unity-catalog/${kind}/${type}/${encodeURIComponent(name)}`;
}
