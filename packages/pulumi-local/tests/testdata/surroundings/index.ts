import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const edition = config.require("edition");
const base64 = (text: string) => Buffer.from(text).toString("base64");

const warehouse = new databricks.SqlEndpoint("warehouse", {
  clusterSize: "2X-Small",
  tags: { customTags: [{ key: "edition", value: edition }] },
});
const catalog = new databricks.Catalog("catalog", { name: "own", comment: edition });
const schema = new databricks.Schema("schema", {
  catalogName: catalog.name,
  name: "gold",
  comment: edition,
});
new databricks.Grants("grants", {
  schema: schema.id,
  grants: [{ principal: "users", privileges: edition === "first" ? ["SELECT"] : ["SELECT", "MODIFY"] }],
});
new databricks.Grant("grant", {
  catalog: catalog.name,
  principal: "users",
  privileges: edition === "first" ? ["USE_CATALOG"] : ["USE_CATALOG", "USE_SCHEMA"],
});
const destination = new databricks.NotificationDestination("destination", {
  displayName: `hook of the ${edition} edition`,
  config: { genericWebhook: { url: config.requireSecret("hook") } },
});
const folder = new databricks.Directory("folder", { path: "/Shared/own" });
const notebook = new databricks.Notebook("notebook", {
  path: pulumi.interpolate`${folder.path}/notebook`,
  language: "PYTHON",
  contentBase64: base64(`print("${edition}")`),
});
const file = new databricks.WorkspaceFile("file", {
  path: pulumi.interpolate`${folder.path}/notes.txt`,
  contentBase64: base64(edition),
});
const first = new databricks.Job("first", {
  name: "first",
  description: edition,
  tasks: [
    { taskKey: "run", notebookTask: { notebookPath: notebook.path, baseParameters: { schema: schema.id } } },
  ],
});
const all = new databricks.Job("all", {
  tags: { edition },
  tasks: [{ taskKey: "first", runJobTask: { jobId: first.id.apply(Number) } }],
  webhookNotifications: { onFailures: [{ id: destination.id }] },
});
new databricks.Permissions("permissions", {
  jobId: all.id,
  accessControls: [
    { groupName: "users", permissionLevel: edition === "first" ? "CAN_VIEW" : "CAN_MANAGE_RUN" },
  ],
});
const dashboard = new databricks.Dashboard("dashboard", {
  displayName: "own",
  parentPath: folder.path,
  warehouseId: warehouse.id,
  serializedDashboard: JSON.stringify({ pages: [{ name: "p", displayName: edition }] }),
});

export const ids = [
  warehouse,
  catalog,
  schema,
  destination,
  folder,
  notebook,
  file,
  first,
  all,
  dashboard,
].map(({ id }) => id);
