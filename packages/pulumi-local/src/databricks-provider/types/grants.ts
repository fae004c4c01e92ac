import { isMap, type PropertyValue } from "../../values/property-value";
import { set, text } from "../field";
import { scalarText } from "../json";
import type { ResourceType } from "../resource-type";
import {
  type Assignments,
  checkSecurable,
  privileges,
  readAssignments,
  replaceAssignments,
  SECURABLE_FIELDS,
  securableId,
  securableOf,
  UNSUPPORTED_SECURABLES,
} from "./privileges";

const assignment = {
  object: { principal: text({ required: true }), privileges: set("string", { required: true }) },
};

/** All privileges on one object: what is not named is taken away. terraform-provider-databricks: catalog/resource_grants.go */
export const grants: ResourceType = {
  token: "databricks:index/grants:Grants",
  label: "grants",
  unsupported: UNSUPPORTED_SECURABLES,
  fields: {
    ...SECURABLE_FIELDS,
    grants: set(assignment, {
      required: true,
      isSame: (old, next) => canonical(old) === canonical(next),
    }),
  },
  check: checkSecurable,

  async create(api, planned) {
    const id = securableId(planned);
    await replaceAssignments(api, securableOf(id).path, assignmentsOf(planned.grants));
    return { id };
  },

  async read(api, id) {
    const { path, argument } = securableOf(id);
    const existing = await readAssignments(api, path);
    if (existing.size === 0) return undefined;
    const found = [...existing].map(([principal, given]) => ({ principal, privileges: [...given] }));
    return { grants: found, ...argument };
  },

  async update(api, id, planned) {
    await replaceAssignments(api, securableOf(id).path, assignmentsOf(planned.grants));
    return {};
  },

  async delete(api, id) {
    await replaceAssignments(api, securableOf(id).path, new Map());
  },
};

function assignmentsOf(value: PropertyValue | undefined): Assignments {
  const entries = Array.isArray(value) ? value.filter(isMap) : [];
  return new Map(entries.map((entry) => [scalarText(entry.principal), privileges(entry.privileges)]));
}

function canonical(value: PropertyValue): string {
  const lines = [...assignmentsOf(value)].map(([principal, given]) => [
    principal.toLowerCase(),
    [...given].sort(),
  ]);
  return JSON.stringify(lines.sort());
}
