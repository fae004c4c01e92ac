import { hasLevel } from "../access/object-rights";
import { createHash } from "node:crypto";
import type { Operation } from "../operation";

/**
 * A bare array: each warehouse under the other id that legacy queries know it by. The Terraform provider looks for a
 * warehouse's own line after it has read it.
 *
 * @see https://docs.databricks.com/api/workspace/datasources/list
 */
export const listDataSources: Operation = {
  method: "GET",
  paths: ["/api/2.0/preview/sql/data_sources"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) =>
    call.workspace.warehouses
      .list()
      .filter(({ warehouse: { id } }) => hasLevel(call, { type: "warehouses", id }, "CAN_VIEW"))
      .map(({ warehouse }) => ({
        id: dataSourceId(warehouse.id),
        name: warehouse.settings.name,
        warehouse_id: warehouse.id,
        type: "databricks_internal",
        syntax: "sql",
        supports_auto_limit: true,
        view_only: false,
        paused: 0,
        pause_reason: null,
      })),
};

/** A UUID that is always the same for the same warehouse. */
function dataSourceId(warehouseId: string): string {
  const hex = createHash("sha256").update(warehouseId).digest("hex");
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
