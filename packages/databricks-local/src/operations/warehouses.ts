import { createHash } from "node:crypto";
import { z } from "zod";
import { hasLevel, requireAdmin, requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";
import { readPage } from "../request-query";
import { warehouseChangeShape } from "../warehouses/warehouse-shape";

/** All of them, unless a page is asked for. @see https://docs.databricks.com/api/workspace/warehouses/list */
const listWarehouses: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/warehouses"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { query, workspace } = call;
    const shown = workspace.warehouses
      .list()
      .filter(({ warehouse: { id } }) => hasLevel(call, { type: "warehouses", id }, "CAN_VIEW"));
    const page = readPage(shown, query, { defaultSize: 1000, maxSize: 1000 });
    return {
      warehouses: page.items.map(({ warehouse }) => warehouse.describe(workspace.host)),
      next_page_token: page.nextPageToken,
    };
  },
};

const getWarehouse: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/warehouses/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { workspace } = call;
    const warehouse = workspace.warehouses.get(call.param("id"));
    requireLevel(call, { type: "warehouses", id: warehouse.id }, "CAN_VIEW");
    return warehouse.describe(workspace.host);
  },
};

/** Answers with the id only; the warehouse starts at once. */
const createWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    // Or whoever has the entitlement for unrestricted cluster creation, which nobody has here.
    requireAdmin(call, "create SQL warehouses");
    const { caller, workspace } = call;
    return { id: workspace.warehouses.create(call.body(warehouseChangeShape), caller.userName).id };
  },
};

const editWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/edit"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, body, workspace } = call;
    workspace.warehouses.get(param("id"));
    requireLevel(call, { type: "warehouses", id: param("id") }, "CAN_MANAGE");
    workspace.warehouses.edit(param("id"), body(warehouseChangeShape));
    return {};
  },
};

const deleteWarehouse: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/sql/warehouses/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, workspace } = call;
    workspace.warehouses.get(param("id"));
    requireLevel(call, { type: "warehouses", id: param("id") }, "CAN_MANAGE");
    workspace.warehouses.remove(param("id"));
    return {};
  },
};

/** What the workspace's administrator has set for all warehouses; it cannot be changed here. */
const getWarehouseConfig: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/config/warehouses"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: () => ({
    security_policy: "DATA_ACCESS_CONTROL",
    enable_serverless_compute: true,
    enabled_warehouse_types: [
      { warehouse_type: "CLASSIC", enabled: true },
      { warehouse_type: "PRO", enabled: true },
    ],
    data_access_config: [],
    sql_configuration_parameters: {},
  }),
};

/**
 * A bare array: each warehouse under the other id that legacy queries know it by. The Terraform provider looks for a
 * warehouse's own line after it has read it.
 *
 * @see https://docs.databricks.com/api/workspace/datasources/list
 */
const listDataSources: Operation = {
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

const startWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/start"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    workspace.warehouses.get(param("id"));
    requireLevel(call, { type: "warehouses", id: param("id") }, "CAN_USE");
    workspace.warehouses.get(param("id")).start();
    return {};
  },
};

const stopWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/stop"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    workspace.warehouses.get(param("id"));
    requireLevel(call, { type: "warehouses", id: param("id") }, "CAN_MANAGE");
    workspace.warehouses.get(param("id")).stop();
    return {};
  },
};

/** Not the service's: how long a stopped warehouse takes to start from now on. */
const setWarehouseStart: Operation = {
  method: "PUT",
  paths: ["/_local/warehouse-start"],
  documentation: { page: "neighbours", sources: ["local"] },
  handle: ({ body, workspace }) => {
    workspace.warehouses.startMs = body(z.strictObject({ startMs: z.number().min(0) })).startMs;
    return { startMs: workspace.warehouses.startMs };
  },
};

export const WAREHOUSE_OPERATIONS: readonly Operation[] = [
  listWarehouses,
  getWarehouse,
  createWarehouse,
  editWarehouse,
  deleteWarehouse,
  getWarehouseConfig,
  listDataSources,
  startWarehouse,
  stopWarehouse,
  setWarehouseStart,
];

/** A UUID that is always the same for the same warehouse. */
function dataSourceId(warehouseId: string): string {
  const hex = createHash("sha256").update(warehouseId).digest("hex");
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
