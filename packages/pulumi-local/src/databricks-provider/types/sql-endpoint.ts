import { setTimeout as delay } from "node:timers/promises";
import { ExpectedError } from "../../expected-error";
import { flag, list, number, object, text } from "../field";
import { jsonOf, scalarText, valuesOf } from "../json";
import type { ResourceType } from "../resource-type";
import type { RestClient } from "../rest-client";

const PATH = "/api/2.0/sql/warehouses";
const START_TIMEOUT_SECONDS = 1_800;
const POLL_MS = 500;
const SIZES = [
  "2X-Small",
  "X-Small",
  "Small",
  "Medium",
  "Large",
  "X-Large",
  "2X-Large",
  "3X-Large",
  "4X-Large",
  "5X-Large",
];

const tag = { object: { key: text({ required: true }), value: text({ required: true }) } };

/** A SQL warehouse. terraform-provider-databricks: sql/resource_sql_endpoint.go */
export const sqlEndpoint: ResourceType = {
  token: "databricks:index/sqlEndpoint:SqlEndpoint",
  label: "sql endpoint",
  namesItself: true,
  unsupported: ["dataSourceId", "providerConfig", "sqlEndpointId"],
  fields: {
    name: text(),
    clusterSize: text({ required: true, values: SIZES }),
    autoStopMins: number({ default: 120, forced: true }),
    channel: object({ dbsqlVersion: text({ keeps: true }), name: text({ keeps: true }) }, { keeps: true }),
    enablePhoton: flag({ default: true, forced: true }),
    enableServerlessCompute: flag({ keeps: true, forced: true }),
    instanceProfileArn: text(),
    maxNumClusters: number({ default: 1 }),
    minNumClusters: number({ keeps: true }),
    noWait: flag({ default: false, local: true }),
    spotInstancePolicy: text({ default: "COST_OPTIMIZED" }),
    tags: object({ customTags: list(tag, { keeps: true }) }, { keeps: true }),
    warehouseType: text({ keeps: true, values: ["PRO", "CLASSIC"] }),
    creatorName: text({ output: "echoed" }),
    dataSourceId: text({ output: true }),
    jdbcUrl: text({ output: true }),
    numActiveSessions: number({ output: true }),
    numClusters: number({ output: true }),
    odbcParams: object(
      { hostname: text(), path: text(), port: number(), protocol: text() },
      { output: true },
    ),
    state: text({ output: true }),
  },

  async create(api, planned, timeoutSeconds = START_TIMEOUT_SECONDS) {
    const id = scalarText((await api.call("POST", PATH, jsonOf(this.fields, planned))).id);
    if (planned.noWait !== true) await untilRunning(api, id, timeoutSeconds);
    return { id };
  },

  async read(api, id) {
    const warehouse = valuesOf(this.fields, await api.call("GET", `${PATH}/${id}`));
    const sources = await api.list("/api/2.0/preview/sql/data_sources");
    const dataSourceId = sources.find((source) => source.warehouse_id === id)?.id;
    return { ...warehouse, ...(dataSourceId !== undefined && { dataSourceId }) };
  },

  async update(api, id, planned) {
    await api.call("POST", `${PATH}/${id}/edit`, jsonOf(this.fields, planned));
    return {};
  },

  async delete(api, id) {
    await api.call("DELETE", `${PATH}/${id}`);
  },
};

/** A warehouse that does not come up is taken away again, as the provider does. */
async function untilRunning(api: RestClient, id: string, timeoutSeconds: number): Promise<void> {
  const end = Date.now() + timeoutSeconds * 1_000;
  for (;;) {
    const { state } = await api.call("GET", `${PATH}/${id}`);
    if (state === "RUNNING") return;
    if (state === "STOPPED" || state === "DELETED" || Date.now() > end) {
      await api.call("DELETE", `${PATH}/${id}`);
      throw new ExpectedError(`the warehouse did not start: it is ${scalarText(state)}`);
    }
    await delay(POLL_MS);
  }
}
