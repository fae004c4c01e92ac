import type { PropertyMap } from "../../values/property-value";
import { number, text } from "../field";
import { scalarText, valuesOf } from "../json";
import type { ResourceType } from "../resource-type";
import type { RestClient } from "../rest-client";
import { FileContent, folderOf, md5Of, placeOf, statusOf, withFolder } from "./workspace-object";

/** A file of the workspace, by its path. terraform-provider-databricks: workspace/resource_workspace_file.go */
export function workspaceFile(projectDir: string): ResourceType {
  const content = new FileContent(projectDir);
  return {
    token: "databricks:index/workspaceFile:WorkspaceFile",
    label: "workspace file",
    schemaVersion: 1,
    unsupported: ["objectId", "providerConfig"],
    fields: {
      ...content.fields,
      objectId: number({ output: true }),
      url: text({ output: true }),
      workspacePath: text({ output: true }),
    },
    check: (inputs) => content.check(inputs),

    async create(api, planned) {
      const id = scalarText(planned.path);
      return { id, noted: await withFolder(api, folderOf(id), () => upload(api, id, planned)) };
    },

    async read(api, id) {
      return { ...valuesOf(this.fields, await statusOf(api, id)), ...placeOf(api, id) };
    },

    async update(api, id, planned) {
      return { noted: await upload(api, id, planned) };
    },

    async delete(api, id) {
      await api.call("POST", "/api/2.0/workspace/delete", { path: id });
    },
  };

  /** Overwrites what is there; as a form, so that any bytes will do. */
  async function upload(api: RestClient, id: string, planned: PropertyMap): Promise<PropertyMap> {
    const bytes = content.read(planned);
    const form = new FormData();
    form.append("path", id);
    form.append("content", new Blob([new Uint8Array(bytes)]), "content");
    form.append("format", "RAW");
    form.append("overwrite", "true");
    await api.call("POST", "/api/2.0/workspace/import", form);
    return { md5: md5Of(bytes) };
  }
}
