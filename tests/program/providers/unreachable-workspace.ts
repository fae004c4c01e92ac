import { configureWorkspace } from "../../../providers/workspace";

const CONFIG = new Map([
  ["databricks:host", "http://127.0.0.1:9"],
  ["databricks:token", "dapi-unused"],
  ["warehouseName", "local"],
]);

/** Providers can be called; none of their requests would arrive anywhere. */
export function useUnreachableWorkspace(): void {
  delete process.env["DATABRICKS_HOST"];
  configureWorkspace({ get: (key) => CONFIG.get(key) });
}
