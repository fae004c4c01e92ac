import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { type PropertyMap, UNKNOWN } from "../../src/values/property-value";
import { secret } from "../../src/values/secrets";
import { useProvider } from "./use-provider";

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** What is wrong with arguments: the type, the arguments, and what is said. */
const BAD: Record<string, [type: string, args: PropertyMap, said: string[]]> = {
  "grants on nothing": [
    "grants:Grants",
    { grants: [{ principal: "users", privileges: ["SELECT"] }] },
    [
      " exactly one of catalog, credential, externalLocation, foreignConnection, function, metastore, model, " +
        "pipeline, recipient, schema, storageCredential, table, volume must be set: none is",
    ],
  ],
  "a grant to nobody": [
    "grant:Grant",
    { schema: "main.gold", principal: "", privileges: ["SELECT"] },
    ["principal must not be empty"],
  ],
  "a destination of two kinds": [
    "notificationDestination:NotificationDestination",
    { displayName: "d", config: { slack: { url: "s" }, email: { addresses: ["a@b.co"] } } },
    [
      "config exactly one of email, genericWebhook, microsoftTeams, pagerduty, slack must be set: slack and email are",
    ],
  ],
  "a destination with a slip of the pen": [
    "notificationDestination:NotificationDestination",
    { displayName: "d", config: { slack: { ulr: "s" } } },
    [
      "config.slack.ulr is no argument of config.slack of databricks:index/notificationDestination:NotificationDestination that the local engine knows; did you mean url?",
      "config.slack.url is required, and missing",
    ],
  ],
  "a level that the object does not have": [
    "permissions:Permissions",
    { jobId: "1", accessControls: [{ groupName: "users", permissionLevel: "CAN_RUN" }] },
    [
      'accessControls[0].permissionLevel "CAN_RUN" is not one of CAN_VIEW, CAN_MANAGE_RUN, IS_OWNER, CAN_MANAGE',
    ],
  ],
  "the permissions of administrators": [
    "permissions:Permissions",
    { jobId: "1", accessControls: [{ groupName: "admins", permissionLevel: "CAN_VIEW" }] },
    ["accessControls[0] the permissions of admins cannot be changed"],
  ],
  "a notebook without content": [
    "notebook:Notebook",
    { path: "/Shared//a" },
    ["path must be written as /Shared/a", " one of contentBase64, source must be set"],
  ],
  "a notebook from a file that is not there": [
    "notebook:Notebook",
    { path: "/Shared/a", source: "nowhere.py" },
    ["source the file nowhere.py does not exist"],
  ],
  "a notebook in no language": [
    "notebook:Notebook",
    { path: "/Shared/a", contentBase64: base64("x") },
    ["language is required with contentBase64, and missing"],
  ],
  "a job without tasks": ["job:Job", { name: "j" }, ["tasks is required, and missing"]],
  "a task of no kind": [
    "job:Job",
    { tasks: [{ taskKey: "a" }] },
    [
      "tasks[0] exactly one of notebookTask, runJobTask, sqlTask, alertTask, conditionTask, sparkPythonTask must be set: none is",
    ],
  ],
  "what only the real provider can": [
    "job:Job",
    { continuous: {}, alwaysRunning: true, tasks: [{ taskKey: "a", runJobTask: { jobId: UNKNOWN } }] },
    [
      "continuous is not supported by the local engine: use the Pulumi CLI",
      "alwaysRunning true is not one of false",
    ],
  ],
  "a dashboard of two contents": [
    "dashboard:Dashboard",
    { displayName: "d", parentPath: "/a", warehouseId: "w", serializedDashboard: "{}", filePath: "f" },
    [" only one of serializedDashboard, filePath can be set"],
  ],
};

describe("Arguments of databricks' resources", () => {
  const { managed, call, dataDir } = useProvider();

  for (const [label, [type, args, said]] of Object.entries(BAD)) {
    it(`are refused: ${label}`, async () => {
      const { failures } = await managed(type).check(args);
      assert.deepEqual(
        failures.map(({ property, reason }) => `${property} ${reason}`),
        said,
      );
    });
  }

  it("may be unknown in a preview, where they mean a change", async () => {
    const directory = managed("directory:Directory");
    assert.deepEqual((await directory.check({ path: UNKNOWN })).failures, []);
    await directory.create({ path: "/Shared/known" });
    assert.deepEqual(await directory.diff({ path: UNKNOWN }), {
      changes: "some",
      replaces: ["path"],
      changedPaths: ["path"],
      deleteBeforeReplace: false,
    });
    await directory.delete();
  });

  it("that are sensitive become secrets, in inputs and outputs", async () => {
    const destination = managed("notificationDestination:NotificationDestination");
    const config = { pagerduty: { integrationKey: "k-1" } };
    const { outputs } = await destination.create({ displayName: "pages", config });
    const hidden = { pagerduty: { integrationKey: secret("k-1") } };
    assert.deepEqual(destination.known.inputs.config, hidden);
    assert.deepEqual(outputs.config, {
      pagerduty: { integrationKey: secret("k-1"), integrationKeySet: true },
    });
    await destination.refresh();
    assert.deepEqual(destination.known.inputs.config, hidden);
    await destination.delete();
  });

  it("may mean another resource: another kind of destination, another schema of that name", async () => {
    const destination = managed("notificationDestination:NotificationDestination");
    await destination.create({ displayName: "d", config: { slack: { url: "https://hooks.example.com" } } });
    const email = { displayName: "d", config: { email: { addresses: ["a@b.co"] } } };
    assert.deepEqual((await destination.diff(email)).replaces, ["config"]);
    await destination.delete();
    const schema = managed("schema:Schema");
    await schema.create({ catalogName: "main", name: "moving" });
    const { replaces, deleteBeforeReplace } = await schema.diff({ catalogName: "other", name: "moving" });
    assert.deepEqual([replaces, deleteBeforeReplace], [["catalogName"], true]);
    await schema.delete();
  });

  it("may lie in a file of the project, whose changes are seen", async () => {
    const file = managed("workspaceFile:WorkspaceFile");
    const args = { path: "/Shared/files/a.txt", source: "a.txt" };
    writeFileSync(path.join(dataDir, "a.txt"), "one");
    await file.create(args);
    assert.equal((await file.diff(args)).changes, "none");
    writeFileSync(path.join(dataDir, "a.txt"), "two");
    assert.deepEqual((await file.diff(args)).changedPaths, ["md5"]);
    await file.update(args);
    const { body } = await call("GET", "/api/2.0/workspace/export?path=/Shared/files/a.txt&format=SOURCE");
    assert.equal(body.content, base64("two"));
  });
});

describe("What exists already", () => {
  const { managed, call } = useProvider();

  it("is refused where the service refuses it", async () => {
    await assert.rejects(managed("schema:Schema").create({ catalogName: "main", name: "default" }), {
      message:
        "cannot create schema: POST /api/2.1/unity-catalog/schemas failed: 400 SCHEMA_ALREADY_EXISTS: " +
        "Schema 'main.default' already exists",
    });
  });

  it("is taken as it is where it is a folder, and overwritten where it is a notebook", async () => {
    const folder = { path: "/Shared/twice" };
    const first = await managed("directory:Directory").create(folder);
    assert.deepEqual(await managed("directory:Directory").create(folder), first);
    const notebook = { path: "/Shared/twice/n", language: "SQL", contentBase64: base64("SELECT 1") };
    await managed("notebook:Notebook").create(notebook);
    await managed("notebook:Notebook").create({ ...notebook, contentBase64: base64("SELECT 2") });
    const { body } = await call("GET", "/api/2.0/workspace/export?path=/Shared/twice/n&format=SOURCE");
    assert.match(Buffer.from(String(body.content), "base64").toString(), /SELECT 2$/);
  });

  it("keeps its folder from being deleted, unless the folder says otherwise", async () => {
    const full = managed("directory:Directory");
    await full.create({ path: "/Shared/twice" });
    await assert.rejects(
      full.delete(),
      /^ExpectedError: cannot delete directory: POST .* failed: 400 DIRECTORY_NOT_EMPTY/,
    );
    await full.update({ path: "/Shared/twice", deleteRecursive: true });
    await full.delete();
    assert.equal(await full.refresh(), false);
  });

  it("stays in the state when only a part of its creation failed", async () => {
    const path = "/unity-catalog/schemas/main.half";
    const fault = {
      kind: "status",
      status: 403,
      errorCode: "PERMISSION_DENIED",
      method: "PATCH",
      path,
      message: "no",
    };
    await call("POST", "/_local/faults", { faults: [fault] });
    const schema = managed("schema:Schema");
    const live = await schema.create({ catalogName: "main", name: "half", owner: "users" });
    assert.equal(live.id, "main.half");
    assert.deepEqual(live.initErrors, [
      `cannot create schema: PATCH /api/2.1${path} failed: 403 PERMISSION_DENIED: no`,
    ]);
    await schema.delete();
  });

  it("may be asked for again where the service is busy", async () => {
    const fault = {
      kind: "status",
      status: 429,
      errorCode: "REQUEST_LIMIT_EXCEEDED",
      retryAfter: 0,
    };
    await call("POST", "/_local/faults", { faults: [{ ...fault, path: "/workspace/mkdirs" }] });
    const folder = managed("directory:Directory");
    assert.equal((await folder.create({ path: "/Shared/busy" })).id, "/Shared/busy");
    await folder.delete();
  });

  it("is never taken from the caller's hands", async () => {
    const job = managed("job:Job");
    const tasks = [{ taskKey: "a", conditionTask: { left: "1", op: "EQUAL_TO", right: "1" } }];
    const { id } = await job.create({ tasks });
    const accessControls = [{ userName: "Local.User@example.com", permissionLevel: "CAN_VIEW" }];
    await assert.rejects(managed("permissions:Permissions").create({ jobId: id, accessControls }), {
      message:
        "cannot create permissions: cannot remove management permissions for the current user for job, " +
        "allowed levels: CAN_MANAGE, IS_OWNER",
    });
  });
});

describe("A dashboard's content", () => {
  const { managed } = useProvider();

  it("is sent as the service gave it by an update that leaves it alone, and as the program has it by the next", async () => {
    const warehouse = managed("sqlEndpoint:SqlEndpoint");
    const { id: warehouseId } = await warehouse.create({ name: "w", clusterSize: "Small" });
    const board = managed("dashboard:Dashboard");
    const args = { parentPath: "/Shared", warehouseId, serializedDashboard: '{"pages":  []}' };
    await board.create({ ...args, displayName: "one" });
    const renamed = { ...args, displayName: "two" };
    assert.deepEqual((await board.diff(renamed)).changedPaths, ["displayName"]);
    await board.update(renamed);
    assert.deepEqual((await board.diff(renamed)).changedPaths, ["serializedDashboard"]);
    await board.update(renamed);
    assert.equal((await board.diff(renamed)).changes, "none");
  });
});
