import { readFileSync } from "node:fs";
import { DBSQLClient } from "@databricks/sql";
import type { WorkspaceAddress } from "../src/start-workspace";

type Address = Omit<WorkspaceAddress, "host">;

/** The unchanged SQL driver, connected to a local workspace; `config` is of those settings that its options lack. */
export async function connectDriver(
  { port, token, caFile, warehouseId }: Address,
  config: Partial<ReturnType<DBSQLClient["getConfig"]>> = {},
): Promise<DBSQLClient> {
  const client = new DBSQLClient({ logger: { log: () => undefined } });
  // The driver tells of a lost connection here, too, and would end the process.
  client.on("error", () => undefined);
  Object.assign(client.getConfig(), config);
  await client.connect({
    host: "127.0.0.1",
    port,
    token,
    customCaCert: readFileSync(caFile, "utf8"),
    path: `/sql/1.0/warehouses/${warehouseId}`,
    telemetryEnabled: false,
  });
  return client;
}

/** A session of it. */
export async function openDriver(address: Address) {
  const client = await connectDriver(address);
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
