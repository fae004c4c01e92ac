import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { RunResult } from "pulumi-local";
import { z } from "zod";
import { tablesOf } from "../../../alerting/tables/config-tables";
import { createAlert, insertRow, TABLE } from "../alert-row";
import { errorsOf, LocalStack, type RunOverrides, stepsOf } from "../local-stack";
import { Principal, type Right } from "./principal";

const FOLDER = "/alerting-rights";
const CATALOG = "health_monitor";
const SCHEMA = `${CATALOG}.gold`;
const USAGE = `${SCHEMA}.fact_usage`;
const WAREHOUSE = "10ca1f0000000001";
const DEPLOYER = "6b1f3c9e-0000-4000-8000-000000000d01";
const RUNNER = "6b1f3c9e-0000-4000-8000-000000000d02";
const REVIEWER = "6b1f3c9e-0000-4000-8000-000000000d03";

const onCatalog = (privilege: string): Right => ({ on: "catalog", name: CATALOG, privilege });
const onSchema = (privilege: string, name = SCHEMA): Right => ({ on: "schema", name, privilege });
const onTable = (name: string, privilege: string): Right => ({
  on: "table",
  name: `${SCHEMA}.${name}`,
  privilege,
});
const onFolder = (privilege: string): Right => ({ on: "directories", name: FOLDER, privilege });
const CAN_USE: Right = { on: "warehouses", name: WAREHOUSE, privilege: "CAN_USE" };

const Evaluation = z.looseObject({ error: z.string().optional() });

/** What reads what alerts read. */
const READING = [CAN_USE, onCatalog("USE_CATALOG"), onSchema("USE_SCHEMA"), onTable("fact_usage", "SELECT")];

/** The program with exactly the rights that the documents name, and with one fewer. */
describe("the rights of whoever deploys", function () {
  this.timeout(300_000);
  let stack: LocalStack;
  let deployer: Principal;
  let runner: Principal;
  /** Row of the table in `docs/rights.md`, and the right in it: what a test is about. */
  const tested: [row: string, right: string][] = [];

  const as = (who: Principal, overrides: RunOverrides = {}): RunOverrides => ({
    ...overrides,
    config: { parentPath: FOLDER, contractChecks: "fail", ...overrides.config },
    env: who.env,
  });
  const told = ({ diagnostics }: RunResult) =>
    diagnostics.filter(({ severity }) => severity !== "info").map(({ message }) => message);

  before(async () => {
    stack = await LocalStack.start({ checkParentPath: true });
    await stack.makeFolder(FOLDER);
    await stack.succeed("up", { config: { parentPath: FOLDER } });
    runner = await Principal.add(stack, RUNNER, [DEPLOYER]);
    await runner.give(...READING);
    deployer = await Principal.add(stack, DEPLOYER);
    await deployer.give(
      ...[
        ...READING,
        onFolder("CAN_MANAGE"),
        ...tablesOf({ liveSilences: false }).map(({ name }) => onTable(name, "SELECT")),
      ],
      ...[onTable("alert_configurations", "MODIFY"), onTable("alert_sync_metrics", "MODIFY")],
    );
    await insertRow(stack, "R-1", { alert_query_template: `'SELECT count(*) AS value FROM ${USAGE}'` });
  });
  after(() => stack.stop());

  /** A test of a right of the page. */
  function needs(row: string, right: string, test: () => Promise<void>): void {
    tested.push([row, right]);
    it(`need ${right} on ${row}`, test);
  }

  /** What a preview ends with that lacks one of the rights, and has changed nothing. */
  async function refusalWithout(right: Right, config: Record<string, string> = {}): Promise<string> {
    const result = await deployer.without(right, () => stack.run("preview", as(deployer, { config })));
    assert.deepEqual([result.ok, stack.writes], [false, []]);
    return errorsOf(result).join("\n");
  }
  const lacks = (privilege: string, object: string) =>
    new RegExp(`^${DEPLOYER} lacks ${privilege} on the ${object}, which the up needs: GRANT ${privilege} ON`);

  needs("the SQL warehouse", "CAN USE", async () => {
    const expected =
      /^There is no SQL warehouse named "local", or you may not see it: .* grant CAN USE on it to whoever asks/;
    assert.match(await refusalWithout(CAN_USE), expected);
  });

  const place = "catalog and schema of the config tables";
  needs(place, "USE CATALOG", async () => {
    const expected = /User does not have USE CATALOG on Catalog 'health_monitor'/;
    assert.match(await refusalWithout(onCatalog("USE_CATALOG")), expected);
  });
  needs(place, "USE SCHEMA", async () => {
    const expected = /User does not have USE SCHEMA on Schema 'health_monitor\.gold'/;
    assert.match(await refusalWithout(onSchema("USE_SCHEMA")), expected);
  });

  needs("the config tables, all four", "SELECT", async () => {
    const expected = (name: string) => new RegExp(`User does not have SELECT on Table '${SCHEMA}.${name}'`);
    for (const name of ["alert_configurations", "notification_destinations"])
      assert.match(await refusalWithout(onTable(name, "SELECT")), expected(name));
  });
  const written =
    "`alert_configurations` and `alert_sync_metrics`, with `manageDestinations` `notification_destinations`";
  needs(written, "MODIFY", async () => {
    const right = onTable("alert_sync_metrics", "MODIFY");
    assert.match(await refusalWithout(right), lacks("MODIFY", `table ${right.name}`));
    await stack.sql(
      `INSERT INTO ${SCHEMA}.notification_destinations (destination_id, destination_name, destination_type, config_json, owner, created_by) ` +
        `VALUES ('MAIL', 'Mail', 'EMAIL', '{"manage": true, "addresses": ["a@example.com"]}', 'me', 'me')`,
    );
    const config = { manageDestinations: "true" };
    const other = onTable("notification_destinations", "MODIFY");
    assert.match(await refusalWithout(other, config), lacks("MODIFY", `table ${other.name}`));
    await deployer.take(other);
    await stack.sql(`DELETE FROM ${other.name} WHERE destination_id = 'MAIL'`);
  });

  needs("the tables that alert queries read", "SELECT", async () => {
    const expected =
      /row R-1\n.* User does not have SELECT on Table 'health_monitor\.gold\.fact_usage'\. .*\(query\/not-allowed\)/;
    assert.match(await refusalWithout(onTable("fact_usage", "SELECT")), expected);
  });

  needs("the schema, for the first run", "CREATE TABLE", async () => {
    await stack.sql(`CREATE SCHEMA ${CATALOG}.first`);
    const name = `${CATALOG}.first`;
    await deployer.give(onSchema("USE_SCHEMA", name), onSchema("CREATE_TABLE", name));
    // A seeded query reads a table of the schema, which is empty here.
    const config = { goldSchema: "first", contractChecks: "off", parentPath: `/Users/${DEPLOYER}` };
    const expected = lacks("CREATE TABLE", `schema ${name}`);
    assert.match(await refusalWithout(onSchema("CREATE_TABLE", name), config), expected);
    const stateDir = stack.stateDir("first");
    assert.deepEqual(told(await stack.succeed("up", as(deployer, { config, stateDir }))), []);
    await stack.succeed("destroy", as(deployer, { config, stateDir }));
  });

  needs("the catalog, with `createSchema`", "CREATE SCHEMA", async () => {
    await deployer.give(onCatalog("CREATE_SCHEMA"));
    const config = { goldSchema: "made", createSchema: "true" };
    const refusal = await refusalWithout(onCatalog("CREATE_SCHEMA"), config);
    assert.match(refusal, lacks("CREATE SCHEMA", `catalog ${CATALOG}`));
    await stack.succeed("preview", as(deployer, { config }));
    await deployer.take(onCatalog("CREATE_SCHEMA"));
  });

  needs(
    "the folder `parentPath`, which must exist unless `createFolder` makes it",
    "CAN MANAGE",
    async () => {
      await deployer.give(onFolder("CAN_EDIT"));
      const result = await stack.run("up", as(deployer));
      await deployer.give(onFolder("CAN_MANAGE"));
      const expected =
        /does not have CAN_MANAGE permissions on \/alerting-rights\. .* It needs CAN MANAGE on the folder \/alerting-rights and CAN USE on/;
      assert.match(errorsOf(result).join("\n"), expected);
    },
  );

  it("are enough to preview, make, change, refresh and to evaluate", async () => {
    await insertRow(stack, "R-2", {
      alert_query_template: `'SELECT count(*) AS value FROM ${USAGE}'`,
      run_as: `'${RUNNER}'`,
    });
    const made = stepsOf(await stack.succeed("preview", as(deployer)));
    assert.deepEqual(
      made.filter((step) => / R-/.test(step)),
      ["create R-1", "create R-2"],
    );
    // Who made the folder may still manage it, and does not deploy.
    assert.deepEqual(told(await stack.succeed("up", as(deployer))), [
      `local.user@example.com may change what lies in the folder ${FOLDER}, which runs with the rights of whoever deploys: ` +
        "take that from them, or name them in folderPermissions.",
    ]);
    assert.equal(await evaluationError("R-1"), undefined);
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 7 WHERE alert_id IN ('R-1', 'COST-012')`);
    const changed = stepsOf(await stack.succeed("up", as(deployer)));
    assert.deepEqual(
      changed.filter((step) => /-/.test(step) && step !== "update sync-status"),
      ["update COST-012", "update R-1"],
    );
    await stack.succeed("refresh", as(deployer));
  });

  async function evaluationError(alertId: string): Promise<string | undefined> {
    const { id } = await stack.alert(`[INFO] Alert ${alertId}`);
    return Evaluation.parse(await stack.call("POST", `/_local/alerts/${id}/evaluate`)).error;
  }

  it("are not what an alert runs with that names run_as: it needs reading alone, and each right of that", async () => {
    assert.equal(await evaluationError("R-2"), undefined);
    const without = (right: Right) => runner.without(right, () => evaluationError("R-2"));
    const errors = [];
    for (const right of READING)
      errors.push((await without(right))?.replace(/^.*privileges:\n| SQLSTATE.*$/gs, ""));
    assert.deepEqual(errors, [
      "You do not have permission to use the SQL Warehouse.",
      "User does not have USE CATALOG on Catalog 'health_monitor'.",
      "User does not have USE SCHEMA on Schema 'health_monitor.gold'.",
      "User does not have SELECT on Table 'health_monitor.gold.fact_usage'.",
    ]);
  });

  const others = "alerts that somebody else made there, where the folder gives less";
  const onAlert = (name: string, privilege: string): Right => ({ on: "alertsv2", name, privilege });
  let byHand = "";
  needs(others, "CAN EDIT", async () => {
    byHand = await createAlert(stack, "[INFO] by hand", FOLDER);
    await deployer.give(onFolder("CAN_READ"));
    await insertRow(stack, "R-3", { alert_name: "'by hand'", databricks_alert_id: `'${byHand}'` });
    const refused = await stack.run("up", as(deployer));
    assert.match(
      errorsOf(refused).join("\n"),
      /It needs CAN EDIT on the alert and CAN USE on the SQL warehouse/,
    );
    await deployer.give(onAlert(byHand, "CAN_EDIT"));
    await stack.succeed("up", as(deployer));
  });
  needs(others, "CAN MANAGE", async () => {
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'R-3'`);
    const refused = await stack.run("up", as(deployer));
    assert.match(errorsOf(refused).join("\n"), /It needs CAN MANAGE on the alert/);
    await deployer.give(onAlert(byHand, "CAN_MANAGE"));
    assert.ok(stepsOf(await stack.succeed("up", as(deployer))).includes("delete R-3"));
    await deployer.give(onFolder("CAN_MANAGE"));
  });

  needs("a config table that an upgrade adds a constraint to", "ownership", async () => {
    const [check] = await stack
      .sql(`SHOW TBLPROPERTIES ${TABLE}`)
      .then((rows) => rows.flatMap(({ key }) => key?.match(/^delta\.constraints\.(\w+)$/)?.[1] ?? []));
    await stack.sql(`ALTER TABLE ${TABLE} DROP CONSTRAINT ${check}`);
    // A stack that has lost its state looks at what its tables lack.
    const refused = await stack.run("up", as(deployer, { stateDir: stack.stateDir("lost") }));
    const expected = /User is not an owner of Table 'health_monitor\.gold\.alert_configurations'/;
    assert.match(errorsOf(refused).join("\n"), expected);
  });

  it("are enough to destroy what was made", async () => {
    await stack.succeed("destroy", as(deployer));
    assert.deepEqual(await stack.alerts(), []);
  });

  it("are each tested here that the page names", () => {
    const table = /Whoever deploys needs:\n\n\| on +\| right +\|\n\| -+ \| -+ \|\n((?:\|.*\n)+)/;
    const [, rows = ""] = table.exec(readFileSync("docs/rights.md", "utf8")) ?? [];
    const named = rows
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [, on = "", right = ""] = line.split("|").map((cell) => cell.trim());
        const words = /CAN [A-Z]+|USE [A-Z]+|CREATE [A-Z]+|EXECUTE|SELECT|MODIFY|\bMANAGE|ownership/g;
        return (right.match(words) ?? []).map((word): [string, string] => [on, word]);
      });
    assert.deepEqual([...named].sort(), [...tested].sort());
  });
});

describe("the rights of the principal that previews", function () {
  this.timeout(300_000);

  it("are enough for a preview and a review of what others deployed, and no more", async () => {
    const stack = await LocalStack.start({ checkParentPath: true });
    try {
      await stack.makeFolder(FOLDER);
      const config = { parentPath: FOLDER };
      await stack.succeed("up", { config });
      await insertRow(stack, "R-1", { alert_query_template: `'SELECT count(*) AS value FROM ${USAGE}'` });
      const reviewer = await Principal.add(stack, REVIEWER);
      const tables = tablesOf({ liveSilences: false }).map(({ name }) => onTable(name, "SELECT"));
      await reviewer.give(...READING, onFolder("CAN_READ"), ...tables);
      const { env } = reviewer;
      const preview = await stack.succeed("preview", { env, config: { ...config, checkRights: "warn" } });
      assert.ok(stepsOf(preview).includes("create R-1"));
      const review = () => stack.command("review", ["-c", `parentPath=${FOLDER}`], env);
      const { status, stdout } = await review();
      assert.match(stdout, /^dev: 0 changed, 1 added, 0 deleted, 2 unchanged\n/);
      assert.match(stdout, /\n0 errors, 3 warnings\./);
      assert.equal(status, 2);
      const blind = await reviewer.without(onTable("fact_usage", "SELECT"), review);
      assert.match(blind.stdout, /User does not have SELECT on Table 'health_monitor\.gold\.fact_usage'/);
      const outside = await reviewer.without(onFolder("CAN_READ"), () =>
        stack.run("preview", { env, config }),
      );
      assert.match(errorsOf(outside).join("\n"), /^The folder \/alerting-rights, .* or you may not see it/);
      const refused = await stack.run("up", { env, config });
      assert.match(
        errorsOf(refused).join("\n"),
        /lacks MODIFY on the table health_monitor\.gold\.alert_configurations/,
      );
      assert.deepEqual(stack.writes, []);
    } finally {
      await stack.stop();
    }
  });
});
