import type { Operation } from "../operation";

/** What the workspace's administrator has set for all warehouses; it cannot be changed here. */
export const getWarehouseConfig: Operation = {
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
