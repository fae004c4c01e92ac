import { z } from "zod";
import type { DescribedCall } from "./faults/faults";
import type { Workspace } from "./workspace";

const statementShape = z.object({ statement: z.string() });

/** What a call is about, read from its body before it is answered; nothing where that cannot be read. */
export async function describeCall(
  method: string,
  path: string,
  readBytes: () => Promise<Buffer>,
  workspace: Workspace,
): Promise<DescribedCall> {
  const call = { method, path };
  if (method !== "POST") return call;
  try {
    if (path.startsWith("/sql/")) {
      return { ...call, ...(await workspace.describeThrift(await readBytes())) };
    }
    if (path === "/api/2.0/sql/statements") {
      const json: unknown = JSON.parse((await readBytes()).toString("utf8"));
      return { ...call, statement: statementShape.parse(json).statement };
    }
  } catch {
    // Whoever answers the call says what is wrong with it.
  }
  return call;
}
