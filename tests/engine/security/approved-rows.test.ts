import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { insertRow, TABLE } from "../alert-row";
import { errorsOf, LocalStack } from "../local-stack";

const URN = "urn:pulumi:dev::databricks-alerts::databricks-alerts:index:Alerting$pulumi-nodejs:dynamic";
const SEEDS = ["COST-012", "TEST-001"];

/** Whoever may write a row writes it after the review, and before the up that the review was for. */
describe("rows that were not reviewed", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(path.join(tmpdir(), "approved-rows-"));
  const report = path.join(folder, "report.json");
  let stack: LocalStack;
  let asTheyWere: unknown;

  before(async () => {
    stack = await LocalStack.deployed();
    await insertRow(stack, "A-1");
    await insertRow(stack, "A-2");
    await stack.succeed("up");
    asTheyWere = await stack.alerts();
  });
  after(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true });
  });

  const versions = async () => {
    const version = async (table: string) =>
      Number((await stack.sql(`DESCRIBE HISTORY health_monitor.gold.${table} LIMIT 1`))[0]?.["version"]);
    return {
      alert_configurations: await version("alert_configurations"),
      notification_destinations: await version("notification_destinations"),
    };
  };
  const approve = (rows: unknown, more: object = {}) => {
    const plan = { file: "plan.json", sha256: "0", ...(rows !== undefined && { rows }) };
    writeFileSync(report, JSON.stringify({ stack: "dev", plan, ...more }));
  };
  const up = async () => {
    const result = await stack.run("up", { env: { ALERTS_REVIEW: report } });
    return errorsOf(result);
  };

  const moves: readonly (readonly [what: string, statement: string])[] = [
    [
      "another query",
      `UPDATE ${TABLE} SET alert_query_template = 'SELECT 100.0 AS value' WHERE alert_id = 'A-1'`,
    ],
    [
      "another recipient",
      `UPDATE ${TABLE} SET notification_channels = array('x@evil.example') WHERE alert_id = 'A-2'`,
    ],
    ["an id of somebody's alert", `UPDATE ${TABLE} SET databricks_alert_id = '42' WHERE alert_id = 'A-1'`],
    ["one row less", `DELETE FROM ${TABLE} WHERE alert_id = 'A-2'`],
    ["a cell of no definition", `UPDATE ${TABLE} SET owner = 'somebody else' WHERE alert_id = 'COST-012'`],
    ["the same once more", `UPDATE ${TABLE} SET owner = 'somebody else' WHERE alert_id = 'COST-012'`],
  ];
  for (const [what, statement] of moves) {
    it(`are not deployed: ${what}`, async () => {
      const reviewed = await versions();
      approve(reviewed);
      await stack.sql(statement);
      const [error] = await up();
      const { alert_configurations: then } = reviewed;
      assert.equal(
        error,
        `The rows changed after their review: alert_configurations was reviewed at version ${then}, and is at ${then + 1} now ` +
          `(${statement.split(" ")[0] ?? ""} by local.user@example.com). Nothing was changed: make another plan, review it, and have that one approved.`,
      );
      assert.deepEqual(await stack.alerts(), asTheyWere);
    });
  }

  it("are not deployed where a destination is another one by then", async () => {
    const reviewed = await versions();
    approve(reviewed);
    await stack.sql("UPDATE health_monitor.gold.notification_destinations SET owner = 'mine'");
    assert.match(
      String(await up()),
      /: notification_destinations was reviewed at version \d+, and is at \d+ now/,
    );
  });

  const forged: readonly (readonly [what: string, write: () => void, error: RegExp])[] = [
    ["is of another stack", () => approve({}, { stack: "test" }), /is about the stack test, not dev\.$/],
    [
      "is of no plan",
      () => approve(undefined),
      /is not the report of a plan on a workspace: npm run review with --plan <file> makes one\.$/,
    ],
    [
      "knows no table",
      () => approve({}),
      /alert_configurations was reviewed before it was there, and is at \d+ now/,
    ],
    [
      "has a word for a version",
      () => approve({ alert_configurations: "latest" }),
      /is no report\.json of a review\.$/,
    ],
    ["is none", () => writeFileSync(report, "<html>"), /is no report\.json of a review\.$/],
    ["is not there", () => rmSync(report), /is no report\.json of a review\.$/],
  ];
  for (const [what, write, error] of forged) {
    it(`are not deployed by a report that ${what}`, async () => {
      write();
      const said = await up();
      assert.equal(said.length, 1);
      assert.match(String(said[0]), error);
      assert.deepEqual(await stack.alerts(), asTheyWere);
    });
  }

  const review = async (resourcePlans: unknown) => {
    const file = path.join(folder, "plan.json");
    writeFileSync(
      file,
      typeof resourcePlans === "string" ? resourcePlans : JSON.stringify({ resourcePlans }),
    );
    const { stderr } = await stack.command("review", ["--plan", file, "--out", folder, "--no-replay"]);
    return stderr.slice(stderr.indexOf("error: "));
  };
  const plans = (ids: readonly string[], resource: object) =>
    Object.fromEntries(ids.map((id) => [`${URN}/databricks:AlertV2::${id}`, resource]));

  it("are named where the plan has other definitions, whatever it calls them", async () => {
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id LIKE 'A-%'`);
    const refused =
      "error: plan.json plans other alerts than the rows ask for now, so there is nothing to approve. Make another plan.\n";
    const empty = SEEDS.map((id) => `  ${id}: it is not in the plan\n`).join("");
    assert.equal(await review({}), refused + empty);
    // Of a provider of that name, and so no alert of ours.
    assert.equal(
      await review({ [`${URN}/databricks:AlertV2x::COST-012`]: { steps: ["same"] } }),
      refused + empty,
    );
    const disguised = await review(
      plans(SEEDS, { steps: ["same"], state: { hashes: { queryText: "absent" } } }),
    );
    assert.match(
      disguised,
      /\n {2}COST-012: the plan has another displayName, queryText, warehouseId, .*, parentPath\n/,
    );
    const other = await review(plans(SEEDS, { steps: ["update"], state: { queryText: "SELECT 1" } }));
    assert.match(
      other,
      /\n {2}TEST-001: the plan has another displayName, queryText, warehouseId, parentPath, evaluation, /,
    );
  });

  it("are not compared with what is no plan, or one of another stack", async () => {
    assert.match(
      await review("{}"),
      /^error: \S+plan\.json is no plan: make one with pulumi preview --save-plan \S+plan\.json\n$/,
    );
    const foreign = { [`${URN.replace("dev", "prod")}/databricks:AlertV2::A-1`]: { steps: ["same"] } };
    assert.match(await review(foreign), /^error: \S+plan\.json is a plan of the stack prod, not of dev\.\n$/);
  });
});
