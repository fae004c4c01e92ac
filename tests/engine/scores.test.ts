import assert from "node:assert/strict";
import { insertRow, TABLE } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

const SCORED = {
  alert_query_template: "'SELECT 5 AS value'",
  ml_model_enabled: "TRUE",
  ml_model_name: "'usual_range'",
  ml_threshold: "0.5",
};

describe("rows with a score", function () {
  this.timeout(180_000);
  let stack: LocalStack;
  before(async () => {
    stack = await LocalStack.deployed();
  });
  after(() => stack.stop());

  const stateOf = async (name: string) => {
    const { id } = await stack.alert(name);
    await stack.call("POST", `/_local/alerts/${id}/evaluate`);
    const { evaluation } = await stack.alert(name);
    return evaluation["state"];
  };

  it("are refused, all together, where the function is none, and nothing is made", async () => {
    await insertRow(stack, "COST-900", { ...SCORED, ml_model_name: "'main.default.nowhere'" });
    await insertRow(stack, "COST-901", { ...SCORED, severity: "'CRITICAL'" });
    const errors = errorsOf(await stack.run("up", { config: { contractChecks: "warn" } })).join("\n");
    assert.deepEqual(errors.replace(/(UNRESOLVED_ROUTINE\]).*?(A score is)/s, "$1 … $2").split("\n"), [
      "2 faults in 2 rows of alert_configurations; nothing was changed.",
      "alert_configurations row COST-901",
      "  ml_model_enabled true: nothing holds back a CRITICAL alert: set it to FALSE, or choose another severity",
      "alert_configurations row COST-900",
      "  ml_model_name: The function main.default.nowhere is not taken by the warehouse: " +
        "[UNRESOLVED_ROUTINE] … A score is a function (alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE that " +
        "whoever deploys, and whoever the alert runs as, may EXECUTE. Make it so, or name another one in ml_model_name: " +
        "usual_range and feedback come with the program. (score/function)",
    ]);
    assert.deepEqual(stack.writes, []);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id IN ('COST-900', 'COST-901')`);
  });

  it("have their function made before their alert, and fire while little is known", async () => {
    await insertRow(stack, "COST-902", SCORED);
    const up = await stack.succeed("up");
    assert.deepEqual(
      stepsOf(up).filter((step) => step.startsWith("create")),
      ["create COST-902", "create usual_range"],
    );
    const { query_text, evaluation } = await stack.alert("[INFO] Alert COST-902");
    assert.match(
      query_text,
      /coalesce\(`health_monitor`\.`gold`\.`usual_range`\('COST-902', try_cast\(q\.`value` AS DOUBLE\), now\(\)\), 1D\) >= 0\.5D/,
    );
    assert.deepEqual(evaluation["threshold"], { column: { name: "fires" } });
    assert.equal(await stateOf("[INFO] Alert COST-902"), "TRIGGERED");
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
    await stack.succeed("refresh");
    assert.deepEqual(stepsOf(await stack.succeed("preview")), []);
  });

  it("are held back once the figure is usual", async () => {
    await stack.sql(
      "INSERT INTO health_monitor.gold.alert_history (evaluation_id, alert_id, alert_name, agent_domain, severity, " +
        "evaluation_timestamp, evaluation_date, evaluation_status, query_result_value_double, threshold_operator, " +
        "threshold_value_type, record_created_timestamp) SELECT CAST(id AS STRING), 'COST-902', 'x', 'COST', 'INFO', " +
        "timestampadd(HOUR, -CAST(id AS INT), now()), current_date(), 'TRIGGERED', 5D, '>', 'DOUBLE', now() FROM range(1400)",
    );
    assert.equal(await stateOf("[INFO] Alert COST-902"), "OK");
  });

  it("stop the run where whoever they run as may not call the function, and say what to grant", async () => {
    const runner = "5b3f5c5e-0000-4000-8000-000000000001";
    await insertRow(stack, "COST-903", { ...SCORED, run_as: `'${runner}'` });
    const [to, place] = [`TO \`${runner}\``, "`health_monitor`.`gold`"];
    const lacks = (rights: string, grants: string) =>
      `1 alert (COST-903) run as ${runner}, who lacks ${rights} for the function health_monitor.gold.usual_range, which their ` +
      `queries ask for a score: each evaluation would be an ERROR, which tells nobody. Run: ${grants}; or set ml_model_enabled to ` +
      "FALSE in their rows.";
    const onFunction = `GRANT EXECUTE ON FUNCTION ${place}.\`usual_range\` ${to}`;
    assert.deepEqual(errorsOf(await stack.run("up")), [
      lacks(
        "USE CATALOG, USE SCHEMA, EXECUTE",
        `GRANT USE CATALOG ON CATALOG \`health_monitor\` ${to}; GRANT USE SCHEMA ON SCHEMA ${place} ${to}; ${onFunction}`,
      ),
    ]);
    assert.deepEqual(stack.writes, []);
    await stack.sql(`GRANT USE CATALOG ON CATALOG health_monitor ${to}`);
    await stack.sql(`GRANT USE SCHEMA ON SCHEMA health_monitor.gold ${to}`);
    assert.deepEqual(errorsOf(await stack.run("preview")), [lacks("EXECUTE", onFunction)]);
    await stack.succeed("preview", { config: { checkRights: "off" } });
    await stack.sql(onFunction);
    await stack.succeed("preview");
  });

  it("are told that a function that is made anew has no grants", async () => {
    await stack.sql("DROP FUNCTION health_monitor.gold.usual_range");
    const { diagnostics } = await stack.succeed("preview");
    const told = diagnostics.filter(({ message }) => message.includes("run as"));
    assert.match(
      told[0]?.message ?? "",
      /lacks EXECUTE .* Run as soon as the up has made it: GRANT EXECUTE ON FUNCTION/,
    );
    assert.equal(told.length, 1);
    await stack.sql("DELETE FROM health_monitor.gold.alert_configurations WHERE alert_id = 'COST-903'");
    await stack.succeed("up");
  });

  it("have a function that was dropped made anew", async () => {
    await stack.sql("DROP FUNCTION health_monitor.gold.usual_range");
    assert.deepEqual(stepsOf(await stack.succeed("preview")), ["update usual_range"]);
    await stack.succeed("up");
    assert.equal(await stateOf("[INFO] Alert COST-902"), "OK");
  });

  it("leave the function where it is when none calls it any more", async () => {
    await stack.sql(`UPDATE ${TABLE} SET ml_model_enabled = FALSE WHERE alert_id = 'COST-902'`);
    await stack.succeed("up");
    assert.equal((await stack.alert("[INFO] Alert COST-902")).query_text, "SELECT 5 AS value");
    assert.deepEqual(
      await stack.sql("SELECT health_monitor.gold.usual_range('COST-902', 5D, now()) AS score"),
      [{ score: "0.0" }],
    );
  });
});
