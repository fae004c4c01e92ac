import { set, text } from "../field";
import { scalarText } from "../json";
import type { ResourceType } from "../resource-type";
import {
  checkSecurable,
  privileges,
  readAssignments,
  replaceAssignments,
  SECURABLE_FIELDS,
  securableId,
  securableOf,
  UNSUPPORTED_SECURABLES,
} from "./privileges";

/** The privileges of one principal on one object. terraform-provider-databricks: catalog/resource_grant.go */
export const grant: ResourceType = {
  token: "databricks:index/grant:Grant",
  label: "grant",
  unsupported: UNSUPPORTED_SECURABLES,
  fields: {
    ...SECURABLE_FIELDS,
    principal: text({ required: true, replaces: true }),
    privileges: set("string", {
      required: true,
      isSame: (old, next) => sorted(privileges(old)) === sorted(privileges(next)),
    }),
  },
  check: checkSecurable,

  async create(api, planned) {
    const principal = scalarText(planned.principal);
    const id = `${securableId(planned)}/${principal}`;
    const wanted = new Map([[principal, privileges(planned.privileges)]]);
    await replaceAssignments(api, securableOf(id).path, wanted, principal);
    return { id };
  },

  async read(api, id) {
    const { path, argument } = securableOf(id);
    const principal = principalOf(id);
    const given = (await readAssignments(api, path)).get(principal);
    return given && { principal, privileges: [...given], ...argument };
  },

  async update(api, id, planned) {
    const principal = principalOf(id);
    const wanted = new Map([[principal, privileges(planned.privileges)]]);
    await replaceAssignments(api, securableOf(id).path, wanted, principal);
    return {};
  },

  async delete(api, id) {
    await replaceAssignments(api, securableOf(id).path, new Map(), principalOf(id));
  },
};

function principalOf(id: string): string {
  return id.split("/").slice(2).join("/");
}

function sorted(given: ReadonlySet<string>): string {
  return [...given].sort().join();
}
