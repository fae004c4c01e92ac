import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { resourceTypes } from "../../src/databricks-provider/resource-types";
import type { PropertyMap } from "../../src/values/property-value";
import { type Managed, useProvider } from "./use-provider";

type Make = (type: string, args: PropertyMap) => Promise<Managed>;

interface Life {
  type: string;
  /** Arguments, as many as make sense together. */
  args: (make: Make) => Promise<PropertyMap> | PropertyMap;
  /** What somebody else changes. */
  drift?: { call: (id: string) => [method: string, path: string, body: unknown]; seenAs: string[] };
  /** How somebody else deletes it. */
  deletion: (id: string) => [method: string, path: string, body?: unknown];
  /** What an import cannot know, and therefore sends again. */
  unknownToImport?: string[];
}

const CRON = { quartz_cron_expression: "0 0 8 * * ?", timezone_id: "UTC" };
const deletionOfObject = (id: string): [string, string, unknown] => [
  "POST",
  "/api/2.0/workspace/delete",
  { path: id, recursive: true },
];

const LIVES: readonly Life[] = [
  {
    type: "sqlEndpoint:SqlEndpoint",
    args: () => ({
      name: "life",
      clusterSize: "Small",
      autoStopMins: 0,
      channel: { name: "CHANNEL_NAME_PREVIEW" },
      enablePhoton: false,
      enableServerlessCompute: true,
      maxNumClusters: 3,
      minNumClusters: 2,
      noWait: true,
      spotInstancePolicy: "RELIABILITY_OPTIMIZED",
      tags: { customTags: [{ key: "a", value: "b" }] },
      warehouseType: "PRO",
    }),
    drift: {
      call: (id) => ["POST", `/api/2.0/sql/warehouses/${id}/edit`, { max_num_clusters: 9 }],
      seenAs: ["maxNumClusters"],
    },
    deletion: (id) => ["DELETE", `/api/2.0/sql/warehouses/${id}`],
    unknownToImport: ["noWait"],
  },
  {
    type: "catalog:Catalog",
    args: () => ({ name: "life", comment: "c", properties: { a: "b" }, owner: "users", forceDestroy: true }),
    drift: {
      call: (id) => ["PATCH", `/api/2.1/unity-catalog/catalogs/${id}`, { comment: "d" }],
      seenAs: ["comment"],
    },
    deletion: (id) => ["DELETE", `/api/2.1/unity-catalog/catalogs/${id}?force=true`],
    unknownToImport: ["forceDestroy"],
  },
  {
    type: "schema:Schema",
    args: () => ({ catalogName: "main", name: "life", comment: "c", properties: { a: "b" }, owner: "users" }),
    drift: {
      call: (id) => ["PATCH", `/api/2.1/unity-catalog/schemas/${id}`, { comment: "d" }],
      seenAs: ["comment"],
    },
    deletion: (id) => ["DELETE", `/api/2.1/unity-catalog/schemas/${id}`],
  },
  {
    type: "grants:Grants",
    args: async (make) => ({
      schema: (await make("schema:Schema", { catalogName: "main", name: "granted" })).id,
      grants: [{ principal: "users", privileges: ["use schema", "SELECT"] }],
    }),
    drift: {
      call: (id) => [
        "PATCH",
        `/api/2.1/unity-catalog/permissions/${id}`,
        { changes: [{ principal: "users", add: ["MODIFY"] }] },
      ],
      seenAs: ["grants"],
    },
    deletion: (id) => [
      "PATCH",
      `/api/2.1/unity-catalog/permissions/${id}`,
      { changes: [{ principal: "users", remove: ["USE_SCHEMA", "SELECT", "MODIFY"] }] },
    ],
  },
  {
    type: "grant:Grant",
    args: async (make) => ({
      schema: (await make("schema:Schema", { catalogName: "main", name: "granted_once" })).id,
      principal: "users",
      privileges: ["SELECT"],
    }),
    deletion: () => [
      "PATCH",
      "/api/2.1/unity-catalog/permissions/schema/main.granted_once",
      { changes: [{ principal: "users", remove: ["SELECT"] }] },
    ],
  },
  {
    type: "notificationDestination:NotificationDestination",
    args: () => ({
      displayName: "life",
      config: { genericWebhook: { url: "https://hooks.example.com/1", username: "u", password: "p" } },
    }),
    drift: {
      call: (id) => ["PATCH", `/api/2.0/notification-destinations/${id}`, { display_name: "other" }],
      seenAs: ["displayName"],
    },
    deletion: (id) => ["DELETE", `/api/2.0/notification-destinations/${id}`],
    unknownToImport: [
      "config.genericWebhook.url",
      "config.genericWebhook.username",
      "config.genericWebhook.password",
    ],
  },
  {
    type: "permissions:Permissions",
    args: async (make) => {
      await make("directory:Directory", { path: "/Shared/permitted" });
      return {
        directoryPath: "/Shared/permitted",
        accessControls: [{ groupName: "users", permissionLevel: "CAN_RUN" }],
      };
    },
    drift: {
      call: (id) => [
        "PATCH",
        `/api/2.0/permissions${id}`,
        { access_control_list: [{ user_name: "New.User@example.com", permission_level: "CAN_EDIT" }] },
      ],
      seenAs: ["accessControls"],
    },
    deletion: (id) => ["PUT", `/api/2.0/permissions${id}`, { access_control_list: [] }],
    // An import knows the folder by its id alone, and so it is another one.
    unknownToImport: ["directoryId", "directoryPath"],
  },
  {
    type: "directory:Directory",
    args: () => ({ path: "/Shared/life", deleteRecursive: true }),
    deletion: deletionOfObject,
    unknownToImport: ["deleteRecursive"],
  },
  {
    type: "notebook:Notebook",
    args: () => ({ path: "/Shared/lives/notebook", source: "notebook.py" }),
    deletion: deletionOfObject,
    unknownToImport: ["source", "md5"],
  },
  {
    type: "workspaceFile:WorkspaceFile",
    args: () => ({
      path: "/Shared/lives/file.bin",
      contentBase64: Buffer.from([0, 255, 13]).toString("base64"),
    }),
    deletion: deletionOfObject,
    unknownToImport: ["contentBase64", "md5"],
  },
  {
    type: "job:Job",
    args: async (make) => {
      const { id } = await make("notificationDestination:NotificationDestination", {
        displayName: "hooked",
        config: { slack: { url: "https://hooks.example.com/2" } },
      });
      return {
        name: "life",
        description: "d",
        tags: { a: "b" },
        parameters: [{ name: "p", default: "1" }],
        environments: [{ environmentKey: "e", spec: { environmentVersion: "4", dependencies: ["a"] } }],
        schedule: { quartzCronExpression: "0 0 8 * * ?", timezoneId: "UTC" },
        maxConcurrentRuns: 2,
        timeoutSeconds: 60,
        queue: { enabled: true },
        emailNotifications: { onFailures: ["a@b.co"], noAlertForSkippedRuns: true },
        webhookNotifications: { onFailures: [{ id }] },
        notificationSettings: { noAlertForCanceledRuns: true },
        tasks: [
          {
            taskKey: "a",
            environmentKey: "e",
            maxRetries: 1,
            timeoutSeconds: 30,
            notebookTask: { notebookPath: "/Shared/x", baseParameters: { a: "b" }, source: "WORKSPACE" },
          },
          {
            taskKey: "b",
            dependsOns: [{ taskKey: "a" }],
            runIf: "ALL_DONE",
            conditionTask: { left: "1", op: "EQUAL_TO", right: "2" },
          },
        ],
      };
    },
    drift: {
      call: (id) => [
        "POST",
        "/api/2.1/jobs/update",
        { job_id: Number(id), new_settings: { schedule: { ...CRON, pause_status: "PAUSED" } } },
      ],
      seenAs: ["schedule.pauseStatus"],
    },
    deletion: (id) => ["POST", "/api/2.1/jobs/delete", { job_id: Number(id) }],
  },
  {
    type: "dashboard:Dashboard",
    args: async (make) => ({
      displayName: "life",
      parentPath: "/Workspace/Shared/boards",
      warehouseId: (await make("sqlEndpoint:SqlEndpoint", { name: "of it", clusterSize: "Small" })).id,
      serializedDashboard: '{"pages": [{"name": "p", "displayName": "P"}]}',
      embedCredentials: false,
    }),
    drift: {
      call: (id) => ["PATCH", `/api/2.0/lakeview/dashboards/${id}`, { serialized_dashboard: '{"pages":[]}' }],
      seenAs: ["serializedDashboard"],
    },
    deletion: (id) => ["DELETE", `/api/2.0/lakeview/dashboards/${id}`],
    unknownToImport: ["serializedDashboard", "embedCredentials"],
  },
];

describe("The local engine's resources of databricks", () => {
  const { managed, call, dataDir } = useProvider();
  before(() => writeFileSync(path.join(dataDir, "notebook.py"), 'print("life")'));

  it("have a life each", () => {
    const tokens = resourceTypes(dataDir).map(({ token }) => token.replace("databricks:index/", ""));
    assert.deepEqual(LIVES.map(({ type }) => type).sort(), tokens.sort());
  });

  for (const { type, args, drift, deletion, unknownToImport = [] } of LIVES) {
    it(`are steady, and what others do to them is seen: ${type}`, async () => {
      const make: Make = async (needed, given) => {
        const resource = managed(needed, "needed");
        await resource.create(given);
        return resource;
      };
      const given = await args(make);
      const resource = managed(type);
      assert.equal((await resource.create(given)).initErrors, undefined);
      assert.deepEqual((await resource.diff(given)).changedPaths, [], "after creation");
      const { inputs } = resource.known;
      assert.equal(await resource.refresh(), true);
      assert.deepEqual(resource.known.inputs, inputs, "after refresh");
      assert.deepEqual((await resource.diff(given)).changedPaths, [], "after refresh");

      const imported = managed(type);
      await imported.import(resource.id);
      assert.deepEqual(
        (await imported.diff(given)).changedPaths.sort(),
        [...unknownToImport].sort(),
        "after import",
      );

      if (drift) {
        assert.equal((await call(...drift.call(resource.id))).status, 200);
        await resource.refresh();
        assert.deepEqual((await resource.diff(given)).changedPaths, drift.seenAs, "after drift");
        await resource.update(given);
        assert.deepEqual((await resource.diff(given)).changedPaths, [], "after it was set back");
      }
      assert.equal((await call(...deletion(resource.id))).status, 200);
      assert.equal(await resource.refresh(), false);
      await resource.delete();
    });
  }
});
