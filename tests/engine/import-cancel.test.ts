import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { bareStackFile } from "../bare-stack";
import { npmRun } from "../npm-run";
import { makeProjectFolder } from "../project-folder";
import { createAlert, insertOf, statusOf, TABLE } from "./alert-row";
import { ImportStack } from "./import-stack";
import { stepsOf } from "./local-stack";

/** As an up leaves rows that is killed between their alerts and their status. */
const UNTOLD = `UPDATE ${TABLE} SET last_synced_at = NULL, last_sync_status = NULL`;

describe("npm run import -- cancel, after an up that did not tell the rows", function () {
  this.timeout(240_000);
  let own: ImportStack;
  const rows = () => own.stack.sql(`SELECT alert_id FROM ${TABLE} WHERE alert_id = 'BY-HAND'`);

  before(async () => {
    own = await ImportStack.start();
    await createAlert(own.stack, "[INFO] By hand");
    await own.succeed("plan");
    await own.fillBlanks();
    await own.succeed("apply");
    await own.stack.succeed("up");
    await own.stack.sql(UNTOLD);
  });
  after(() => own.stack.stop());

  it("leaves rows whose alerts the state has", async () => {
    const { stdout, status } = await own.run("cancel", "--state", own.stack.stateFile);
    assert.match(
      stdout,
      /^No row was deleted\.\n1 row that an up has deployed stays: without it the next up would move its alert to the trash\.\n/,
    );
    assert.deepEqual([status, await rows()], [1, [{ alert_id: "BY-HAND" }]]);
  });

  it("says without a state what that up must do first, which keeps the alerts", async () => {
    const before = await own.allAlerts();
    assert.equal(
      await own.succeed("cancel"),
      "1 row deleted. Their alerts stay as they are; the file stays, too.\n" +
        "Without the stack's state (--state) nobody knows whether an up that was cut off has deployed them. If one began since `apply`: " +
        "`npm run import -- apply`, then `pulumi up --stack dev` to its end, before any other up, which would move their alerts to the trash.\n",
    );
    assert.ok(stepsOf(await own.stack.succeed("preview")).includes("delete BY-HAND"));
    await own.succeed("apply");
    await own.stack.succeed("up");
    assert.deepEqual(await own.allAlerts(), before);
    assert.equal((await statusOf(own.stack, "BY-HAND"))?.["last_sync_status"], "UNCHANGED");
  });
});

describe("npm run import -- cancel, of the stack on the local workspace", function () {
  this.timeout(240_000);
  let folder: string;
  let project: string;
  const run = (...args: string[]) => npmRun(project, args, { HOME: folder });
  const succeed = async (...args: string[]) => {
    const { stdout, stderr, status } = await run(...args);
    assert.equal(status, 0, stderr);
    return stdout;
  };

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "import-cancel-"));
    project = path.join(folder, "project");
    await makeProjectFolder(project);
    const warehouse = { warehouseName: "alerting", createWarehouse: "true", createFolder: "true" };
    await writeFile(path.join(project, "Pulumi.dev.yaml"), bareStackFile(warehouse));
    await mkdir(path.join(project, "import/queries"), { recursive: true });
    await writeFile(path.join(project, "import/queries/one.sql"), "SELECT 1 AS value");
    await writeFile(path.join(project, "import/rows.yaml"), FILE);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("leaves rows whose alerts the engine's state has", async () => {
    await succeed("up");
    await succeed("sql", insertOf("ONE"));
    await succeed("up");
    await succeed("sql", UNTOLD);
    const { stdout, stderr, status } = await run("import", "cancel");
    assert.match(stdout, /^No row was deleted\.\n1 row that an up has deployed stays: /, stderr);
    assert.equal(status, 1);
  });
});

/** The row as `insertOf` writes it. */
const FILE = `rows:
  - alert_id: ONE
    alert_name: Alert ONE
    agent_domain: COST
    severity: INFO
    threshold_column: value
    threshold_operator: ">"
    threshold_value_type: DOUBLE
    threshold_value_double: 1
    notification_channels:
      - oncall@example.com
    owner: me
    query: queries/one.sql
`;
