import { readFileSync } from "node:fs";
import { DBSQLClient } from "@databricks/sql";
import type { WorkspaceAddress } from "../src/start-workspace";

/** The unchanged SQL driver, connected to a local workspace. */
export async function openDriver({ port, token, caFile, warehouseId }: Omit<WorkspaceAddress, "host">) {
  const client = new DBSQLClient({ logger: { log: () => undefined } });
  // The driver tells of a lost connection here, too, and would end the process.
  client.on("error", () => undefined);
  await client.connect({
    host: "127.0.0.1",
    port,
    token,
    customCaCert: readFileSync(caFile, "utf8"),
    path: `/sql/1.0/warehouses/${warehouseId}`,
    telemetryEnabled: false,
  });
  const session = await client.openSession();
  return {
    session,
    ask: async (sql: string, maxRows?: number | null): Promise<unknown[]> => {
      const operation = await session.executeStatement(sql, maxRows === undefined ? {} : { maxRows });
      const rows = await operation.fetchAll();
      await operation.close();
      return rows;
    },
    close: () => client.close(),
  };
}
