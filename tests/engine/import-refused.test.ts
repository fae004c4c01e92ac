import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { createAlert, insertRow } from "./alert-row";
import { ImportStack } from "./import-stack";
import { Principal } from "./security/principal";

const EVE = "eve@example.com";
const REFUSED = { status: 403, errorCode: "PERMISSION_DENIED" } as const;

/** What a workspace may not show, or knows no more. */
describe("npm run import, where something may not be read", function () {
  this.timeout(240_000);
  let own: ImportStack;
  let ann: Principal;
  const legacy: string[] = [];
  const refuse = (method: "GET" | "DELETE", target: string) =>
    own.stack.workspace.faults.add({ kind: "status", ...REFUSED, method, path: target, times: "always" });
  const asAnn = (...args: string[]) => own.stack.command("import", args, ann.env, own.folder);

  before(async () => {
    own = await ImportStack.start();
    ann = await Principal.add(own.stack, "ann@example.com");
    await ann.give(
      { on: "catalog", name: "health_monitor", privilege: "USE_CATALOG" },
      { on: "schema", name: "health_monitor.gold", privilege: "USE_SCHEMA" },
      { on: "schema", name: "health_monitor.gold", privilege: "SELECT" },
      { on: "warehouses", name: own.stack.workspace.warehouseId, privilege: "CAN_USE" },
    );
    await own.stack.makeFolder("/Finance");
    await createAlert(own.stack, "Of finance", "/Finance");
  });
  after(() => own.stack.stop());
  afterEach(async () => {
    own.stack.workspace.faults.clear();
    await rm(path.dirname(own.file), { recursive: true, force: true });
  });

  it("says of a folder that one may not see into that it is so, and what to ask for", async () => {
    assert.deepEqual(await asAnn("plan", "--folder", "/Finance"), {
      stdout: "",
      stderr:
        "error: The folder /Finance does not exist, or you may not see it. Name another one with --folder, or have CAN READ on it given to you.\n",
      status: 1,
    });
    refuse("GET", "/workspace/get-status");
    assert.equal(
      (await asAnn("plan", "--folder", "/Finance")).stderr,
      "error: You may not see into the folder /Finance (403). Name another one with --folder, or have CAN READ on it given to you.\n",
    );
    own.stack.workspace.faults.clear();
    await ann.give({ on: "directories", name: "/Finance", privilege: "CAN_READ" });
    assert.match((await asAnn("plan", "--folder", "/Finance")).stdout, /^1 alert without a row: 1 in import/);
  });

  it("says that the alerts may not be listed, and writes nothing", async () => {
    refuse("GET", "^/api/2.0/alerts\\?");
    const { stderr, status } = await own.run("plan");
    assert.equal(
      stderr,
      "error: You may not list the workspace's alerts (403): have an administrator give you the entitlement Databricks SQL access. Nothing was written.\n",
    );
    assert.equal(status, 1);
    await assert.rejects(readFile(own.file));
  });

  it("takes owners as alerts name them where nobody may be looked up, and says so", async () => {
    refuse("GET", "/scim/v2/Users");
    const stdout = await own.succeed("plan", "--folder", "/Finance");
    assert.match(
      stdout,
      /\n {2}owners: the workspace does not show you who there is \(403\), so each stands as its alert names it\n/,
    );
    assert.match(await readFile(own.file, "utf8"), /\n {4}owner: local\.user@example\.com\n/);
  });

  it("asks for the owner of an alert whose owner was deleted", async () => {
    const eve = await Principal.add(own.stack, EVE);
    await eve.give(
      { on: "warehouses", name: own.stack.workspace.warehouseId, privilege: "CAN_USE" },
      { on: "directories", name: "/Finance", privilege: "CAN_MANAGE" },
    );
    const id = await createAlert(own.stack, "Of Eve", "/Finance", eve.token);
    await own.stack.call("DELETE", `/_local/principals/${EVE}`);
    await own.succeed("plan", "--owner", "Unavailable");
    const file = await readFile(own.file, "utf8");
    assert.ok(file.includes(`# alert ${id} "Of Eve" in /Finance, of Unavailable\n`), file);
    assert.match(
      file,
      /owner: "\?" # the workspace knows Unavailable no more: the person or team that answers for it\n/,
    );
  });

  it("says that destinations may not be listed where alerts tell one that has no row", async () => {
    const destination = await own.destination("Finance Slack");
    await own.stack.call(
      "PATCH",
      `/api/2.0/alerts/${(await own.stack.alert("Of finance")).id}?update_mask=evaluation.notification`,
      {
        evaluation: { notification: { subscriptions: [{ destination_id: destination }] } },
      },
    );
    refuse("GET", "/notification-destinations");
    assert.equal(
      (await own.run("plan", "--folder", "/Finance")).stderr,
      "error: Alerts tell 1 destination that no row of notification_destinations stands for, and you may not list the workspace's (403): " +
        "have an administrator let you, or write the rows with their ids. Nothing was written.\n",
    );
  });

  it("leaves a legacy alert that may not be read, and one whose query may not, and takes the others", async () => {
    for (const name of ["Hidden", "Hidden query", "Shown"]) legacy.push(await own.makeLegacy(name));
    refuse("GET", `/api/2.0/sql/alerts/${legacy[0]}`);
    const { query_id } = z
      .looseObject({ query_id: z.string() })
      .parse(await own.stack.call("GET", `/api/2.0/sql/alerts/${legacy[1]}`));
    refuse("GET", `/api/2.0/sql/queries/${query_id}`);
    const lines = (await own.succeed("plan", "--legacy")).split("\n");
    assert.equal(lines[0], "3 alerts without a row: 1 in import/rows.yaml now, 2 left as they are.");
    assert.deepEqual(
      lines.filter((line) => line.startsWith("  left:")),
      [
        '  left: "[WARNING] Hidden" may not be read by you (403): have CAN VIEW on it given to you',
        '  left: "[WARNING] Hidden query" asks a saved query that is gone, or that you may not see',
      ],
    );
  });

  it("retires what it may, and says what stays", async () => {
    for (const [index, id] of legacy.slice(0, 2).entries())
      await insertRow(own.stack, `OLD-${index}`, { tags: `map('legacy_alert', '${id}')` });
    await own.stack.succeed("up");
    refuse("DELETE", `/api/2.0/sql/alerts/${legacy[0]}`);
    assert.deepEqual(await own.run("retire", "--all"), {
      stdout:
        `OLD-0: legacy alert ${legacy[0]} "Hidden" stays: you may not move it to the trash (403): have CAN MANAGE on it given to you.\n` +
        `OLD-1: legacy alert ${legacy[1]} "Hidden query" is in the trash.\n`,
      stderr: "",
      status: 1,
    });
    refuse("GET", `/api/2.0/sql/alerts/${legacy[0]}`);
    assert.equal(
      (await own.run("compare", "OLD-0")).stderr,
      `error: OLD-0: you may not read legacy alert ${legacy[0]} (403): have CAN VIEW on it given to you.\n`,
    );
  });
});
