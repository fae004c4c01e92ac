import { ApiError } from "../api-error";

export const WAREHOUSE_ID = "10ca1f0000000001";
const WAREHOUSE_NAME = "local";

/** The one SQL warehouse. Statements start it when it was stopped, as they do on the service. */
export class Warehouse {
  #state: "RUNNING" | "STOPPED" = "RUNNING";

  constructor(private readonly userName: string) {}

  /** Refuses any id but its own. */
  check(id: string): this {
    if (id === WAREHOUSE_ID) return this;
    throw ApiError.notFound(`SQL warehouse ${id} does not exist.`);
  }

  start(): void {
    this.#state = "RUNNING";
  }

  stop(): void {
    this.#state = "STOPPED";
  }

  describe() {
    return {
      id: WAREHOUSE_ID,
      name: WAREHOUSE_NAME,
      cluster_size: "2X-Small",
      min_num_clusters: 1,
      max_num_clusters: 1,
      auto_stop_mins: 10,
      creator_name: this.userName,
      enable_photon: true,
      enable_serverless_compute: true,
      warehouse_type: "PRO",
      spot_instance_policy: "COST_OPTIMIZED",
      tags: {},
      state: this.#state,
      num_clusters: this.#state === "RUNNING" ? 1 : 0,
      num_active_sessions: 0,
      jdbc_url: `jdbc:databricks://localhost;httpPath=/sql/1.0/warehouses/${WAREHOUSE_ID}`,
      odbc_params: { hostname: "127.0.0.1", path: `/sql/1.0/warehouses/${WAREHOUSE_ID}`, protocol: "https" },
    };
  }
}
