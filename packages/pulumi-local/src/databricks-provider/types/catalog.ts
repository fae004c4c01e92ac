import { number, text, texts } from "../field";
import { jsonOf, scalarText, valuesOf } from "../json";
import type { ResourceType } from "../resource-type";
import { checkMetastore, differsByCase, forced, OWNED_FIELDS, pick, updateOwnedObject } from "./owned-object";

const PATH = "/api/2.1/unity-catalog/catalogs";
const CREATED = ["comment", "name", "options", "properties", "storage_root"];
const UPDATED = ["comment", "enable_predictive_optimization", "isolation_mode", "properties"];

/** A catalog of Unity Catalog, by its name. terraform-provider-databricks: catalog/resource_catalog.go */
export const catalog: ResourceType = {
  token: "databricks:index/catalog:Catalog",
  label: "catalog",
  namesItself: true,
  unsupported: [
    "browseOnly",
    "connectionName",
    "customMaxRetentionHours",
    "effectivePredictiveOptimizationFlag",
    "managedEncryptionSettings",
    "providerConfig",
    "providerName",
    "provisioningInfo",
    "shareName",
  ],
  fields: {
    name: text({ isSame: differsByCase }),
    ...OWNED_FIELDS,
    options: texts(),
    // ISOLATED needs the workspaces to be bound, which only the real provider does.
    isolationMode: text({ keeps: true, values: ["OPEN"] }),
    catalogType: text({ output: true }),
    createdAt: number({ output: true }),
    createdBy: text({ output: true }),
    fullName: text({ output: true }),
    securableType: text({ output: true }),
    storageLocation: text({ output: true }),
    updatedAt: number({ output: true }),
    updatedBy: text({ output: true }),
  },

  /** Without the schema `default` that every new catalog has: the provider takes it away. */
  async create(api, planned) {
    await checkMetastore(api, planned);
    const made = await api.call("POST", PATH, pick(jsonOf(this.fields, planned), CREATED));
    return { id: scalarText(made.name) };
  },

  async complete(api, id, planned) {
    await api.call("DELETE", `/api/2.1/unity-catalog/schemas/${id}.default`);
    if (!planned.owner && !planned.isolationMode && !planned.enablePredictiveOptimization) return;
    await api.call("PATCH", `${PATH}/${id}`, pick(jsonOf(this.fields, planned), [...UPDATED, "owner"]));
  },

  async read(api, id) {
    return valuesOf(this.fields, await api.call("GET", `${PATH}/${id}`));
  },

  async update(api, id, planned, { olds, changed }) {
    const isManaged = olds.catalogType === "MANAGED_CATALOG";
    const sent = UPDATED.filter((name) => isManaged || name !== "enable_predictive_optimization");
    await updateOwnedObject(api, this, `${PATH}/${id}`, sent, { planned, changed });
    return {};
  },

  async delete(api, id, known) {
    await checkMetastore(api, known);
    await api.call("DELETE", `${PATH}/${id}${forced(known)}`);
  },
};
