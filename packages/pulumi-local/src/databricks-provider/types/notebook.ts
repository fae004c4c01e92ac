import path from "node:path";
import type { PropertyMap } from "../../values/property-value";
import { number, text } from "../field";
import { scalarText, valuesOf } from "../json";
import type { Made, ResourceType } from "../resource-type";
import type { RestClient } from "../rest-client";
import { FileContent, folderOf, md5Of, placeOf, statusOf, withFolder } from "./workspace-object";

const LANGUAGES: Readonly<Record<string, string>> = {
  ".scala": "SCALA",
  ".py": "PYTHON",
  ".sql": "SQL",
  ".r": "R",
};

/** A notebook, by its path. terraform-provider-databricks: workspace/resource_notebook.go */
export function notebook(projectDir: string): ResourceType {
  const content = new FileContent(projectDir);
  return {
    token: "databricks:index/notebook:Notebook",
    label: "notebook",
    schemaVersion: 1,
    unsupported: ["objectId", "objectType", "providerConfig"],
    fields: {
      ...content.fields,
      language: text({ keeps: true, values: Object.values(LANGUAGES) }),
      format: text({ keeps: true, values: ["SOURCE", "JUPYTER"] }),
      objectId: number({ output: true }),
      objectType: text({ output: true }),
      url: text({ output: true }),
      workspacePath: text({ output: true }),
    },

    check(inputs) {
      const failures = content.check(inputs);
      if (inputs.contentBase64 && !inputs.language)
        return [...failures, { property: "language", reason: "is required with contentBase64, and missing" }];
      return failures;
    },

    async create(api, planned) {
      const id = scalarText(planned.path);
      const kind = kindOf(planned);
      const noted = await withFolder(api, folderOf(id), () => upload(api, planned, kind));
      const isComplete = kind.format === "SOURCE";
      return { id, noted: { ...noted, ...kind, objectType: "NOTEBOOK" }, isComplete };
    },

    async read(api, id, known) {
      const status = valuesOf(this.fields, await statusOf(api, id));
      return { ...status, ...placeOf(api, id), format: known.format || kindOf(known).format || "SOURCE" };
    },

    async update(api, _id, planned): Promise<Partial<Made>> {
      const { language = "", format = "" } = planned;
      const noted = await upload(api, planned, { language, format });
      return { noted, isComplete: format === "SOURCE" };
    },

    async delete(api, id, known) {
      const recursive = known.objectType !== "NOTEBOOK" && known.objectType !== "FILE";
      await api.call("POST", "/api/2.0/workspace/delete", { path: id, ...(recursive && { recursive }) });
    },
  };

  /** Overwrites what is there. */
  async function upload(api: RestClient, planned: PropertyMap, kind: PropertyMap): Promise<PropertyMap> {
    const id = scalarText(planned.path);
    const bytes = content.read(planned);
    const named = Object.entries(kind).filter(([, value]) => value);
    const answer = await api.call("POST", "/api/2.0/workspace/import", {
      content: bytes.toString("base64"),
      path: id,
      ...Object.fromEntries(named),
      overwrite: true,
    });
    return { md5: md5Of(bytes), ...valuesOf({ objectId: number() }, answer), ...placeOf(api, id) };
  }
}

/** The file's name says what it is where the program does not. */
function kindOf({ language, format, source }: PropertyMap): PropertyMap {
  if (language) return { language, format: format || "SOURCE" };
  const extension = path.extname(scalarText(source)).toLowerCase();
  if (extension === ".ipynb") return { format: "JUPYTER" };
  return { language: LANGUAGES[extension] ?? "", format: extension in LANGUAGES ? "SOURCE" : "" };
}
