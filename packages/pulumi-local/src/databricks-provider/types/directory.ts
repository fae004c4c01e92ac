import { ExpectedError } from "../../expected-error";
import { flag, number, text } from "../field";
import { scalarText, valuesOf } from "../json";
import type { ResourceType } from "../resource-type";
import { statusOf } from "./workspace-object";

/** A folder of the workspace, by its path. terraform-provider-databricks: workspace/resource_directory.go */
export const directory: ResourceType = {
  token: "databricks:index/directory:Directory",
  label: "directory",
  unsupported: ["objectId", "providerConfig"],
  fields: {
    path: text({
      required: true,
      replaces: true,
      isSame: (old, next) => next === `${scalarText(old)}/`,
    }),
    deleteRecursive: flag({ default: false, local: true }),
    objectId: number({ output: true }),
    workspacePath: text({ output: true }),
  },

  async create(api, planned) {
    const path = scalarText(planned.path);
    await api.call("POST", "/api/2.0/workspace/mkdirs", { path });
    return { id: path };
  },

  async read(api, id) {
    const status = await statusOf(api, id);
    if (status.object_type !== "DIRECTORY") {
      throw new ExpectedError(
        `different object type, ${scalarText(status.object_type)}, on this path other than a directory`,
      );
    }
    return { ...valuesOf(this.fields, status), workspacePath: `/Workspace${id}` };
  },

  update: () => Promise.resolve({}),

  async delete(api, id, known) {
    const recursive = known.deleteRecursive === true;
    await api.call("POST", "/api/2.0/workspace/delete", { path: id, ...(recursive && { recursive }) });
  },
};
