import assert from "node:assert/strict";
import { faultsOfPlaces } from "../../../settings/everybodys-places";
import { parseSettings } from "../../../settings/settings";
import { insertRow, statusOf, TABLE } from "../alert-row";
import { errorsOf, LocalStack, stepsOf } from "../local-stack";
import { Principal } from "./principal";

/** Not of the group admins, who may do everything. */
const COLLEAGUE = "6b1f3c9e-0000-4000-8000-000000000002";
const SET = { warehouseName: "local", deployFolder: "/Workspace/Program" };

function faultsOf(given: Readonly<Record<string, string>>): string[] {
  const all: Readonly<Record<string, string>> = { ...SET, ...given };
  return faultsOfPlaces(parseSettings((name) => all[name]));
}

/** Settings that put something of ours where everybody may change it, and the setting that is named. */
const EVERYBODYS: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ["alerts below /Shared", { parentPath: "/Shared/alerting" }, "parentPath"],
  ["alerts in /Shared", { parentPath: "/Shared" }, "parentPath"],
  ["alerts, by the long name", { parentPath: "/Workspace/Shared/alerting/" }, "parentPath"],
  ["alerts, behind slashes", { parentPath: "//Shared///alerting" }, "parentPath"],
  ["alerts, behind slashes and the long name", { parentPath: "/Workspace//Shared/alerting" }, "parentPath"],
  ["alerts in other letters", { parentPath: "/shared/alerting" }, "parentPath"],
  ["alerts in another folder, to every user", { folderPermissions: "users=CAN_EDIT" }, "folderPermissions"],
  [
    "alerts that every user may edit, each for itself",
    { alertPermissions: "users=CAN_EDIT" },
    "alertPermissions",
  ],
  [
    "its program, with what looks like a checksum",
    { jobs: "true", deployFolder: "/Workspace/Shared/p#sha256=" },
    "deployFolder",
  ],
  ["its state, by a host", { jobs: "true", deployBackend: "file://localhost/dbfs/x" }, "deployBackend"],
  ["its state, in codes", { jobs: "true", deployBackend: "file:///Workspace/%53hared/x" }, "deployBackend"],
  [
    "alerts in another folder, to every user of the account",
    { folderPermissions: "ops=CAN_RUN, account users=CAN_MANAGE" },
    "folderPermissions",
  ],
  [
    "notebooks of jobs beside alerts",
    { jobs: "true", parentPath: "/Shared/a", allowShared: "true" },
    "jobsFolder",
  ],
  ["notebooks of jobs", { jobs: "true", jobsFolder: "/Shared/jobs" }, "jobsFolder"],
  [
    "notebooks of jobs, whatever is allowed",
    { jobs: "true", jobsFolder: "/Shared/jobs", allowShared: "true" },
    "jobsFolder",
  ],
  ["the deploy job's program", { jobs: "true", deployFolder: "/Workspace/Shared/alerts" }, "deployFolder"],
  [
    "the deploy job's program, in a roundabout way",
    { jobs: "true", deployFolder: "/Users/../Shared/a" },
    "deployFolder",
  ],
  ["the deploy job's program, on DBFS", { jobs: "true", deployFolder: "/dbfs/alerts" }, "deployFolder"],
  ["its state", { jobs: "true", deployBackend: "file:///Workspace/Shared/state" }, "deployBackend"],
  ["its state, on DBFS", { jobs: "true", deployBackend: "file:///dbfs/state" }, "deployBackend"],
  [
    "its tools without a checksum",
    { jobs: "true", deployNode: "/Workspace/Shared/node.tar.xz" },
    "deployNode",
  ],
];

describe("what everybody of a workspace may change", function () {
  this.timeout(180_000);

  for (const [what, settings, name] of EVERYBODYS) {
    it(`is no place for ${what}`, () => {
      const faults = faultsOf(settings);
      assert.equal(faults.length, 1, faults.join("\n"));
      assert.match(faults[0] ?? "", new RegExp(`^${name} (?:is|name) .*every user`));
    });
  }

  it("is a place for what is said so plainly, and for what nobody can change unseen", () => {
    const sum = `#sha256=${"0".repeat(64)}`;
    for (const settings of [
      { parentPath: "/Shared/alerting", allowShared: "true" },
      { parentPath: "/Shared/alerting", allowShared: "true", jobs: "true", jobsFolder: "/Jobs" },
      { jobs: "true", deployNode: `/Workspace/Shared/node.tar.xz${sum}` },
      { parentPath: "/SharedWithNobody/alerting" },
      { parentPath: "/Users/ana@example.com/Shared" },
      { folderPermissions: "users=CAN_RUN" },
    ])
      assert.deepEqual(faultsOf(settings), []);
  });

  it("is no part of a path that leads elsewhere than it says", () => {
    for (const path of ["/Users/../Shared", "/./Shared", "/Alerting/.."])
      assert.throws(() => faultsOf({ parentPath: path }), /parentPath = ".*": must not hold \. or \.\.$/);
  });
});

describe("the folder of the alerts", function () {
  this.timeout(300_000);
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.deployed();
    await insertRow(stack, "A-1");
    await stack.succeed("up");
  });
  after(() => stack.stop());

  async function permit(folder: string, ...entries: readonly object[]): Promise<void> {
    const path = `/api/2.0/workspace/get-status?path=${folder}`;
    const { object_id } = Object(await stack.call("GET", path)) as { object_id: number };
    await stack.call("PUT", `/api/2.0/permissions/directories/${object_id}`, {
      access_control_list: entries,
    });
  }
  const warnings = (result: Awaited<ReturnType<LocalStack["run"]>>) =>
    result.diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message);

  for (const group of ["users", "account users"]) {
    it(`stops a run while it is everybody's: ${group}`, async () => {
      await permit("/Alerting", { group_name: group, permission_level: "CAN_EDIT" });
      for (const command of ["preview", "up"] as const) {
        assert.deepEqual(errorsOf(await stack.run(command)), [
          `Every user of the workspace may change what lies in the folder /Alerting (${group} may), and so what alerts ask and whom they ` +
            `tell, with the rights of whoever deploys: take that from ${group}, or set parentPath to another folder, or allowShared to ` +
            "true where everybody may.",
        ]);
      }
      const config = { checkRights: "warn" };
      assert.match(
        warnings(await stack.succeed("preview", { config })).join("\n"),
        /^Every user of the workspace/m,
      );
      assert.deepEqual(warnings(await stack.succeed("preview", { config: { allowShared: "true" } })), []);
    });
  }

  it("is told with those who may change it and whom nobody named", async () => {
    await permit(
      "/Alerting",
      { user_name: "mallory@example.com", permission_level: "CAN_MANAGE" },
      { group_name: "interns", permission_level: "CAN_EDIT" },
      { group_name: "oncall", permission_level: "CAN_RUN" },
    );
    assert.deepEqual(warnings(await stack.succeed("preview")), [
      "mallory@example.com, interns may change what lies in the folder /Alerting, which runs with the rights of whoever deploys: take that from " +
        "them, or name them in folderPermissions.",
    ]);
  });

  it("has the permissions that the settings declare, and no others", async () => {
    const config = { folderPermissions: "local.user@example.com=CAN_MANAGE, finops=CAN_EDIT, users=CAN_RUN" };
    await permit("/Alerting", { group_name: "interns", permission_level: "CAN_EDIT" });
    const up = await stack.succeed("up", { config });
    assert.deepEqual(stepsOf(up), ["create folder-permissions"]);
    assert.match(warnings(up).join("\n"), /^interns may change what lies in the folder/);
    const preview = await stack.succeed("preview", { config });
    assert.deepEqual([warnings(preview), stepsOf(preview)], [[], []]);
    await permit("/Alerting", { group_name: "users", permission_level: "CAN_MANAGE" });
    const [error] = errorsOf(await stack.run("up", { config }));
    assert.match(error ?? "", /^Every user of the workspace .*\(What folderPermissions declare replaces it /);
    await stack.succeed("refresh", { config });
    const again = await stack.succeed("up", { config: { ...config, checkRights: "warn" } });
    assert.deepEqual(stepsOf(again), ["update folder-permissions"]);
    assert.deepEqual(warnings(await stack.succeed("preview", { config })), []);
  });

  it("is not closed to whoever deploys", async () => {
    const config = { folderPermissions: "finops=CAN_MANAGE" };
    const colleague = await Principal.add(stack, COLLEAGUE);
    await colleague.give(
      { on: "warehouses", name: stack.workspace.warehouseId, privilege: "CAN_USE" },
      { on: "catalog", name: "health_monitor", privilege: "USE_CATALOG" },
      ...["USE_SCHEMA", "SELECT"].map(
        (privilege) => ({ on: "schema", name: "health_monitor.gold", privilege }) as const,
      ),
      { on: "directories", name: "/Alerting", privilege: "CAN_MANAGE" },
    );
    const { env } = colleague;
    const left = new RegExp(
      `^folderPermissions would leave ${COLLEAGUE} without CAN MANAGE on the folder /Alerting`,
    );
    assert.match(errorsOf(await stack.run("preview", { config, env }))[0] ?? "", left);
    const named = { folderPermissions: `finops=CAN_EDIT, ${COLLEAGUE}=CAN_MANAGE` };
    assert.deepEqual(errorsOf(await stack.run("preview", { config: named, env })), []);
    assert.deepEqual(errorsOf(await stack.run("preview", { config })), []);
    await stack.succeed("up");
  });

  it("is looked at where it would lie while it is not there", async () => {
    await stack.makeFolder("/Teams");
    await permit("/Teams", { group_name: "users", permission_level: "CAN_MANAGE" });
    const config = { parentPath: "/Teams/finops/alerts", createFolder: "true", maxDeletes: "1" };
    const [error] = errorsOf(await stack.run("preview", { config }));
    assert.match(
      error ?? "",
      /^Every user of the workspace may change what lies in the folder \/Teams \(users may\)/,
    );
  });

  const JOBS = { jobs: "true", deployRunner: "npm" };

  it("is looked at for jobs, too, which nothing allows", async () => {
    const config = { ...JOBS, jobsFolder: "/Teams/jobs", allowShared: "true" };
    const [error] = errorsOf(await stack.run("preview", { config }));
    assert.match(
      error ?? "",
      /\/Teams \(users may\), and so what the deploy job runs, .* set jobsFolder to another folder\.$/,
    );
  });

  it("is none for jobs that are to be made in it, where everybody may change alerts", async () => {
    await permit("/Alerting", { group_name: "Users", permission_level: "CAN_MANAGE" });
    const [error] = errorsOf(await stack.run("preview", { config: { ...JOBS, allowShared: "true" } }));
    assert.match(
      error ?? "",
      /^Every user .* folder \/Alerting \(Users may\), and so what the deploy job runs/,
    );
  });

  it("gives who may edit alerts no right to deploy", async () => {
    await permit("/Alerting", { group_name: "finops", permission_level: "CAN_EDIT" });
    const config = { ...JOBS, folderPermissions: "local.user@example.com=CAN_MANAGE, finops=CAN_EDIT" };
    assert.deepEqual(warnings(await stack.succeed("preview", { config })), [
      "finops may change what lies in the folder /Alerting, where the deploy job's notebook runs with the rights of whoever deploys: " +
        "take that from them, or set jobsFolder to another folder.",
    ]);
    const elsewhere = { ...config, jobsFolder: "/Jobs" };
    assert.deepEqual(warnings(await stack.succeed("preview", { config: elsewhere })), []);
  });
});

/** Until this release /Shared/alerting was the default: a stack may have its alerts there and no setting that says so. */
describe("a stack whose alerts lie below /Shared", function () {
  this.timeout(300_000);
  let stack: LocalStack;
  const THERE = { parentPath: "/Shared/alerting", allowShared: "true" };

  before(async () => {
    stack = await LocalStack.start();
    await stack.makeFolder("/Shared/alerting");
    await stack.succeed("up", { config: THERE });
    for (const row of ["A-1", "A-2"]) await insertRow(stack, row);
    await stack.succeed("up", { config: THERE });
  });
  after(() => stack.stop());

  const idOf = async (row: string) => (await statusOf(stack, row))?.["databricks_alert_id"];

  it("is told so, and can be refreshed all the same", async () => {
    const config = { parentPath: "/Shared/alerting" };
    const [error] = errorsOf(await stack.run("preview", { config }));
    assert.match(
      error ?? "",
      /^parentPath is \/Shared\/alerting: every user manages what lies below \/Shared, /,
    );
    await stack.succeed("refresh", { config });
  });

  it("is told how to move and how to stay, and nothing is done before", async () => {
    const before = await stack.alerts();
    for (const command of ["preview", "up"] as const) {
      const [error, ...others] = errorsOf(await stack.run(command));
      assert.deepEqual(others, []);
      assert.match(
        error ?? "",
        /parentPath was \/Shared\/alerting in the last run and is \/Alerting now: .* \(to leave them where they are: .*parentPath=\/Shared\/alerting; .*allowShared=true\)\. So this run would delete 4 of 4 alerts .* --config maxDeletes=4/,
      );
      assert.deepEqual(await stack.alerts(), before);
    }
    assert.deepEqual(stepsOf(await stack.succeed("up", { config: THERE })), []);
  });

  it("is told that a move would leave the old ones beside the new ones where they are kept", async () => {
    const config = { ...THERE, deletionPolicy: "keep" };
    await stack.succeed("up", { config });
    for (const deletionPolicy of ["keep", "trash"]) {
      const move = { deletionPolicy, maxDeletes: "4" };
      const [error] = errorsOf(await stack.run("preview", { config: move }));
      assert.match(
        error ?? "",
        /with deletionPolicy keep the old ones would stay and go on watching beside them\. Run an up with/,
      );
    }
    await stack.succeed("up", { config: THERE });
  });

  it("keeps an alert for each row through a move that is broken off", async () => {
    const config = { maxDeletes: "4" };
    const fault = {
      kind: "status",
      method: "POST",
      path: "/api/2.0/alerts",
      status: 400,
      errorCode: "BAD_REQUEST",
    };
    await stack.call("POST", "/_local/faults", { faults: [fault] });
    await stack.run("up", { config, continueOnError: true });
    await stack.call("DELETE", "/_local/faults");
    await stack.succeed("up", { config });
    const alerts = await stack.alerts();
    assert.deepEqual(
      alerts
        .map(({ display_name, parent_path }) => [display_name, parent_path])
        .filter(([name]) => /A-\d/.test(String(name))),
      ["A-1", "A-2"].map((row) => [`[INFO] Alert ${row}`, "/Workspace/Alerting"]),
    );
    assert.equal(alerts.length, 4);
    for (const row of ["A-1", "A-2"])
      assert.equal(await idOf(row), (await stack.alert(`[INFO] Alert ${row}`)).id);
    assert.deepEqual(stepsOf(await stack.succeed("preview", { config })), []);
    assert.equal(
      (await stack.sql(`SELECT count(*) AS n FROM ${TABLE} WHERE last_sync_status = 'ERROR'`))[0]?.["n"],
      "0",
    );
  });
});
