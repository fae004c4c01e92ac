import { z } from "zod";
import { ExpectedError } from "../expected-error";
import { WorkspaceClient } from "../workspace-client";
import type { WorkspaceAddress } from "../start-workspace";

export interface Column {
  readonly name: string;
  /** As the API names it: `LONG`, `STRING`, `ARRAY`, … */
  readonly type: string;
}

export interface StatementRows {
  /** Empty for a statement that returns no rows. */
  readonly columns: readonly Column[];
  /** The API's text of each cell. */
  readonly rows: readonly (readonly (string | null)[])[];
}

const chunkShape = z.object({
  next_chunk_internal_link: z.string().optional(),
  data_array: z.array(z.array(z.string().nullable())).default([]),
});

const answerShape = z.object({
  statement_id: z.string(),
  status: z.object({ state: z.string(), error: z.object({ message: z.string() }).optional() }),
  manifest: z
    .object({
      schema: z.object({
        columns: z.array(z.object({ name: z.string(), type_name: z.string() })).default([]),
      }),
    })
    .optional(),
  result: chunkShape.optional(),
});

/** Runs the statement to its end and fetches every row. Rejects in the service's words. */
export async function runStatement(workspace: WorkspaceAddress, statement: string): Promise<StatementRows> {
  const client = new WorkspaceClient(workspace.host, workspace.token);
  const path = "/api/2.0/sql/statements";
  const request = { statement, warehouse_id: workspace.warehouseId, wait_timeout: "50s" };
  let answer = answerShape.parse(await client.call("POST", path, request));
  while (["PENDING", "RUNNING"].includes(answer.status.state)) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    answer = answerShape.parse(await client.call("GET", `${path}/${answer.statement_id}`));
  }
  const { state, error } = answer.status;
  if (state !== "SUCCEEDED") throw new ExpectedError(error?.message ?? `The statement ended as ${state}.`);
  const columns = answer.manifest?.schema.columns ?? [];
  const rows = [...(answer.result?.data_array ?? [])];
  let next = answer.result?.next_chunk_internal_link;
  while (next !== undefined) {
    const chunk = chunkShape.parse(await client.call("GET", next));
    rows.push(...chunk.data_array);
    next = chunk.next_chunk_internal_link;
  }
  return { columns: columns.map(({ name, type_name }) => ({ name, type: type_name })), rows };
}
