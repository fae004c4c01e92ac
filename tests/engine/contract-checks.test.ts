import assert from "node:assert/strict";
import { insertRow } from "./alert-row";
import { errorsOf, LocalStack, stepsOf } from "./local-stack";

describe("the program, when it checks contracts", function () {
  this.timeout(120_000);
  let stack: LocalStack;
  before(async () => {
    stack = await LocalStack.start();
  });
  after(() => stack.stop());

  const run = (command: "preview" | "up", contractChecks: string) =>
    stack.run(command, { config: { contractChecks } });
  /** Warnings as `resource: message`. */
  const warningsOf = ({ diagnostics }: Awaited<ReturnType<typeof run>>) =>
    diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ urn = "", message }) => `${urn.split("::").at(-1)}: ${message}`);
  const MISSING =
    "alert_configurations row COST-900: threshold_column: The query gives no column vaule; it gives value. " +
    "Set threshold_column to value, or give the figure that name in the query. (column/missing)";

  it("deploys the first time, though a paused seed reads a table that is not there", async () => {
    await stack.sql("DROP TABLE health_monitor.gold.fact_usage");
    const result = await run("up", "fail");
    assert.deepEqual(errorsOf(result), []);
    const [warning = "", ...more] = warningsOf(result);
    assert.match(warning, /^COST-012: .*TABLE_OR_VIEW_NOT_FOUND.*fact_usage.*\(query\/table-missing\)$/);
    assert.deepEqual(more, []);
  });

  it("asks for no more than the alerts as they are where no row has changed", async () => {
    const result = await run("preview", "fail");
    assert.deepEqual([stepsOf(result), errorsOf(result), warningsOf(result)], [[], [], []]);
    const { requests, statements } = stack.workspace.requests;
    assert.ok(statements.length <= 3, String(statements.length));
    assert.deepEqual(
      requests.flatMap(({ method, path }) =>
        path.startsWith("/api/2.0/alerts") ? [`${method} ${path}`] : [],
      ),
      ["GET /api/2.0/alerts?page_size=100"],
    );
  });

  it("shows at the alert what the workspace has against it", async () => {
    await insertRow(stack, "COST-900", { threshold_column: "'vaule'" });
    await insertRow(stack, "COST-901");
    assert.deepEqual(warningsOf(await run("preview", "warn")), [`COST-900: ${MISSING}`]);
  });

  it("tells what it warns of beside the faults of other rows", async () => {
    await insertRow(stack, "COST-902", { schedule_cron: "'x'" });
    const result = await run("preview", "warn");
    assert.deepEqual(errorsOf(result).length, 1);
    assert.deepEqual(warningsOf(result), [`: ${MISSING}`]);
    await stack.sql("DELETE FROM health_monitor.gold.alert_configurations WHERE alert_id = 'COST-902'");
  });

  it("deploys nothing where a query is none, though all else only warns, and tells all of them at once", async () => {
    await insertRow(stack, "COST-902", { alert_query_template: "'SELEC 1 AS value'" });
    await insertRow(stack, "COST-903", { alert_query_template: "'SELECT 1 AS value; SELECT 2'" });
    await insertRow(stack, "COST-904", { alert_query_template: "'SELECT 1 AS value FROM WHERE'" });
    for (const contractChecks of ["warn", "off"]) {
      const result = await run("preview", contractChecks);
      const [message = "", ...more] = errorsOf(result);
      assert.deepEqual([result.ok, more], [false, []]);
      const [title, ...lines] = message.split("\n");
      assert.equal(title, "3 faults in 3 rows of alert_configurations; nothing was changed.");
      assert.deepEqual(lines.slice(0, 4), [
        "alert_configurations row COST-902",
        '  alert_query_template is no query: it begins with "SELEC", and a query begins with SELECT or WITH',
        "alert_configurations row COST-903",
        '  alert_query_template has more than one statement: behind its first ; stands "SELECT 2". Write one query',
      ]);
      const [row, query = "", ...others] = lines.slice(4);
      assert.deepEqual([row, others], ["alert_configurations row COST-904", []]);
      assert.match(
        query,
        /The warehouse does not take the query: \[PARSE_SYNTAX_ERROR\].*\(query\/syntax\)$/,
      );
    }
    await stack.sql(
      "DELETE FROM health_monitor.gold.alert_configurations WHERE alert_id > 'COST-901' AND alert_id < 'COST-905'",
    );
  });

  it("deploys nothing, if it is told so", async () => {
    const result = await run("up", "fail");
    assert.equal(result.ok, false);
    assert.deepEqual(errorsOf(result), [
      "1 fault in 1 row of alert_configurations; nothing was changed.\n" +
        `alert_configurations row COST-900\n  ${MISSING.replace("alert_configurations row COST-900: ", "")}`,
    ]);
    assert.deepEqual(stack.alertWrites, []);
  });

  it("deploys a row whose query only the local workspace cannot do, and says so", async () => {
    await stack.sql("DELETE FROM health_monitor.gold.alert_configurations WHERE alert_id = 'COST-900'");
    const query = `'SELECT xpath_int("<a>5</a>", "a") AS value'`;
    await insertRow(stack, "COST-902", { alert_query_template: query });
    const { stdout } = await stack.command("review", []);
    assert.match(
      stdout,
      /^ {2}not checked: COST-902: query\. This cannot be tried on the local workspace: the function xpath_int\.$/m,
    );
    assert.match(stdout, /^0 errors, /m);
    assert.doesNotMatch(stdout, /errors-at-once/);
    const result = await run("up", "fail");
    assert.deepEqual(errorsOf(result), []);
    assert.deepEqual(warningsOf(result), [
      ": Not checked against the workspace (query): This cannot be tried on the local workspace: the function xpath_int. Rows: COST-902.",
    ]);
  });
});
