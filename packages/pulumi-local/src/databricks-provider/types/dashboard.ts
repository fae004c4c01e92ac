import { readFileSync } from "node:fs";
import path from "node:path";
import { type PropertyMap, type PropertyValue, UNKNOWN } from "../../values/property-value";
import { ApiError } from "../api-error";
import { type Field, flag, text } from "../field";
import { jsonOf, scalarText, valuesOf } from "../json";
import type { ResourceType } from "../resource-type";
import type { RestClient } from "../rest-client";
import { md5Of, withFolder } from "./workspace-object";

const PATH = "/api/2.0/lakeview/dashboards";

/** A dashboard (Lakeview), published. terraform-provider-databricks: dashboards/resource_dashboard.go */
export function dashboard(projectDir: string): ResourceType {
  /** Whether the program's content is what was sent last, and nobody has changed the dashboard since. */
  const isSentContent: Field["isSame"] = (_old, _next, planned, olds) => {
    if (planned.serializedDashboard === UNKNOWN || planned.filePath === UNKNOWN) return false;
    return olds.md5 === md5Of(contentOf(planned)) && olds.dashboardChangeDetected !== true;
  };
  return {
    token: "databricks:index/dashboard:Dashboard",
    label: "dashboard",
    unsupported: [
      "createTime",
      "dashboardChangeDetected",
      "dashboardId",
      "datasetCatalog",
      "datasetSchema",
      "etag",
      "lifecycleState",
      "md5",
      "path",
      "providerConfig",
      "updateTime",
    ],
    fields: {
      displayName: text({ required: true }),
      parentPath: text({ required: true, replaces: true, isSame: differsByPrefix }),
      warehouseId: text({ required: true }),
      serializedDashboard: text({ isSame: isSentContent }),
      filePath: text({ local: true, isSame: isSentContent }),
      embedCredentials: flag({ default: true, local: true }),
      createTime: text({ output: "echoed" }),
      dashboardChangeDetected: flag({ output: true }),
      dashboardId: text({ output: "echoed" }),
      etag: text({ output: "echoed" }),
      lifecycleState: text({ output: "echoed" }),
      md5: text({ output: true }),
      path: text({ output: "echoed" }),
      updateTime: text({ output: "echoed" }),
    },

    check({ serializedDashboard, filePath }) {
      if (!serializedDashboard || !filePath) return [];
      return [{ property: "", reason: "only one of serializedDashboard, filePath can be set" }];
    },

    async create(api, planned) {
      const content = contentOf(planned);
      const body = { ...jsonOf(this.fields, planned), ...(content && { serialized_dashboard: content }) };
      const folder = scalarText(planned.parentPath);
      const made = await withFolder(api, folder, () => api.call("POST", PATH, body));
      const id = scalarText(made.dashboard_id);
      await publish(api, id, planned);
      return { id, noted: { md5: md5Of(content), etag: scalarText(made.etag) } };
    },

    async read(api, id, known) {
      const found = valuesOf(this.fields, await api.call("GET", `${PATH}/${id}`));
      // A deleted dashboard is in the trash, where it cannot be changed.
      if (found.lifecycleState === "TRASHED") return undefined;
      return { ...found, dashboardChangeDetected: found.etag !== known.etag };
    },

    async update(api, id, planned) {
      const content = contentOf(planned);
      const body = { ...jsonOf(this.fields, planned), ...(content && { serialized_dashboard: content }) };
      const { etag } = await api.call("PATCH", `${PATH}/${id}`, body);
      await publish(api, id, planned);
      return { noted: { md5: md5Of(content), etag: scalarText(etag) } };
    },

    async delete(api, id) {
      try {
        await api.call("DELETE", `${PATH}/${id}`);
      } catch (error) {
        // So the service answers for one that is in the trash already.
        if (!(error instanceof ApiError) || error.status !== 403 || !(await isTrashed(api, id))) throw error;
      }
    },
  };

  function contentOf({ serializedDashboard, filePath }: PropertyMap): string {
    if (filePath) return readFileSync(path.resolve(projectDir, scalarText(filePath)), "utf8");
    return scalarText(serializedDashboard);
  }
}

/** A dashboard that cannot be published is not left lying about. */
async function publish(api: RestClient, id: string, planned: PropertyMap): Promise<void> {
  try {
    await api.call("POST", `${PATH}/${id}/published`, {
      embed_credentials: planned.embedCredentials === true,
      ...(planned.warehouseId && { warehouse_id: planned.warehouseId }),
    });
  } catch (error) {
    await api.call("DELETE", `${PATH}/${id}`);
    throw error;
  }
}

async function isTrashed(api: RestClient, id: string): Promise<boolean> {
  const { lifecycle_state: state } = await api.call("GET", `${PATH}/${id}`);
  return state === "TRASHED";
}

/** The service leaves out `/Workspace`. */
function differsByPrefix(old: PropertyValue, next: PropertyValue): boolean {
  const bare = (value: PropertyValue) => scalarText(value).replace(/^\/Workspace/, "");
  return bare(old) === bare(next);
}
