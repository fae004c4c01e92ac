import { z } from "zod";

/** A folder of the workspace's tree: `/Workspace/Teams//alerts/` is `/Teams/alerts`. */
export const workspaceFolder = z
  .string()
  .regex(/^\/./, "must be an absolute workspace folder such as /Alerting")
  .refine((path) => !path.split("/").some((name) => /^\.{1,2}$/.test(name)), "must not hold . or ..")
  .transform(withoutPrefix);

/** `/Workspace/Teams//alerts/` is `/Teams/alerts`. */
export function withoutPrefix(path: string): string {
  return path
    .replaceAll(/\/{2,}/g, "/")
    .replace(/^\/Workspace(?=\/)/, "")
    .replace(/\/$/, "");
}
