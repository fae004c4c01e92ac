import { z } from "zod";

/** A folder of the workspace's tree: `/Workspace/Teams//alerts/` is `/Teams/alerts`. */
export const workspaceFolder = z
  .string()
  .regex(/^\/./, "must be an absolute workspace folder such as /Alerting")
  .refine((path) => !path.split("/").some((name) => /^\.{1,2}$/.test(name)), "must not hold . or ..")
  .transform(withoutPrefix);

/** What every user of a workspace may change, without a right of their own. */
const EVERYBODYS = /^\/(?:Shared|dbfs)(?:\/|$)/i;

/**
 * Whether every user of the workspace may change what lies at the path, which may be that of a `file:` or `dbfs:` address,
 * too.
 *
 * @see https://docs.databricks.com/security/auth/default-permissions (CAN MANAGE on the Shared directory)
 * @see https://docs.databricks.com/dbfs/unity-catalog (the DBFS root)
 */
export function isEverybodys(path: string): boolean {
  const local = path.replace(/^file:(?:\/\/)?/i, "").replace(/^dbfs:\/*/i, "/dbfs/");
  return EVERYBODYS.test(withoutPrefix(resolved(local)));
}

function withoutPrefix(path: string): string {
  return path
    .replaceAll(/\/{2,}/g, "/")
    .replace(/^\/Workspace(?=\/)/, "")
    .replace(/\/$/, "");
}

function resolved(path: string): string {
  const names: string[] = [];
  for (const name of path.split("/")) {
    if (name === "..") names.pop();
    else if (name !== "." && name !== "") names.push(name);
  }
  return path.startsWith("/") ? `/${names.join("/")}` : path;
}
