import { text } from "../field";
import { jsonOf, scalarText, valuesOf } from "../json";
import type { ResourceType } from "../resource-type";
import { checkMetastore, differsByCase, forced, OWNED_FIELDS, pick, updateOwnedObject } from "./owned-object";

const PATH = "/api/2.1/unity-catalog/schemas";
const CREATED = ["catalog_name", "comment", "name", "properties", "storage_root"];
const UPDATED = ["comment", "enable_predictive_optimization", "properties"];

/** A schema of Unity Catalog, by its full name. terraform-provider-databricks: catalog/resource_schema.go */
export const schema: ResourceType = {
  token: "databricks:index/schema:Schema",
  label: "schema",
  namesItself: true,
  unsupported: ["providerConfig"],
  fields: {
    name: text({ replaces: true, isSame: differsByCase }),
    catalogName: text({ required: true, replaces: true, isSame: differsByCase }),
    ...OWNED_FIELDS,
    schemaId: text({ output: true }),
  },

  async create(api, planned) {
    await checkMetastore(api, planned);
    const made = await api.call("POST", PATH, pick(jsonOf(this.fields, planned), CREATED));
    return { id: scalarText(made.full_name) };
  },

  async complete(api, id, planned) {
    if (!planned.owner && !planned.enablePredictiveOptimization) return;
    await api.call("PATCH", `${PATH}/${id}`, pick(jsonOf(this.fields, planned), [...UPDATED, "owner"]));
  },

  async read(api, id) {
    return valuesOf(this.fields, await api.call("GET", `${PATH}/${id}`));
  },

  async update(api, id, planned, { changed }) {
    await updateOwnedObject(api, this, `${PATH}/${id}`, UPDATED, { planned, changed });
    return {};
  },

  async delete(api, id, known) {
    await checkMetastore(api, known);
    await api.call("DELETE", `${PATH}/${id}${forced(known)}`);
  },
};
