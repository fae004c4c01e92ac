import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { SEED_ALERTS } from "../../rows/seeding";
import { LocalStack } from "./local-stack";

/** What the last run warned of by a rule of lint, with the resource. */
function lintWarnings({ diagnostics }: Awaited<ReturnType<LocalStack["run"]>>): [string, string][] {
  return diagnostics
    .filter(({ severity, message }) => severity === "warning" && /^[a-z-]+\/[a-z-]+: /.test(message))
    .map(({ urn, message }) => [urn?.split("::").at(-1) ?? "", message]);
}

describe("lint", function () {
  this.timeout(120_000);
  let stack: LocalStack;
  const config = { lintPreview: "true" };
  const table = "health_monitor.gold.alert_configurations";

  before(async () => {
    stack = await LocalStack.start();
    await stack.succeed("up", { config });
  });
  after(() => stack.stop());

  describe("in a preview", () => {
    it("says nothing where no row changed", async () => {
      assert.deepEqual(lintWarnings(await stack.succeed("preview", { config })), []);
    });

    it("tells at the alert what it finds in a row that changed, and nothing of the others", async () => {
      await stack.sql(
        `UPDATE ${table} SET schedule_cron = '0 */4 * * * ?', pause_status = 'UNPAUSED', threshold_column = 'tag_coverage' WHERE alert_id = 'COST-012'`,
      );
      assert.deepEqual(lintWarnings(await stack.succeed("preview", { config })), [
        [
          "COST-012",
          "column/missing: The result has no column tag_coverage; it has tag_coverage_pct, alert_message. Write threshold_column as tag_coverage_pct, or add tag_coverage to the query.",
        ],
        [
          "COST-012",
          "cost/runs-per-day: 0 */4 * * * ? runs 360 times a day (Every 4 minutes). Check the cron expression, and run no more often than somebody would act on it: every 4 hours is 0 0 */4 * * ?.",
        ],
      ]);
    });

    it("can be switched off, for a rule and altogether", async () => {
      const off = await stack.succeed("preview", { config: { lintPreview: "false" } });
      assert.deepEqual(lintWarnings(off), []);
      const oneOff = await stack.succeed("preview", { config: { ...config, lint: "column/missing=off" } });
      assert.deepEqual(
        lintWarnings(oneOff).map(([, message]) => message.split(":")[0]),
        ["cost/runs-per-day"],
      );
    });
  });

  describe("as a command", () => {
    const lint = (...args: string[]) => stack.command("lint", args);

    it("looks at rows that changed, and ends with 1 for an error", async () => {
      const { stdout, status } = await lint();
      assert.equal(
        stdout,
        [
          "COST-012",
          "  error    column/missing: The result has no column tag_coverage; it has tag_coverage_pct, alert_message.",
          "           Write threshold_column as tag_coverage_pct, or add tag_coverage to the query.",
          "  warning  cost/runs-per-day: 0 */4 * * * ? runs 360 times a day (Every 4 minutes).",
          "           Check the cron expression, and run no more often than somebody would act on it: every 4 hours is 0 0 */4 * * ?.",
          "1 of 2 rows looked at: 1 error, 1 warning, 0 info.",
          "The others have not changed since they were deployed: --all looks at them, too.",
          "",
        ].join("\n"),
      );
      assert.equal(status, 1);
    });

    it("keeps to what the row waives, and names it", async () => {
      const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10);
      await stack.sql(
        `UPDATE ${table} SET threshold_column = 'tag_coverage_pct', tags = map('lint', 'waive cost/runs-per-day until ${until} because it is a test') WHERE alert_id = 'COST-012'`,
      );
      const { stdout, status } = await lint("--fail-on", "warning");
      assert.deepEqual(stdout.split("\n").slice(0, 3), [
        "COST-012",
        `  waived   cost/runs-per-day until ${until}, because it is a test`,
        "1 of 2 rows looked at: 0 error, 0 warning, 0 info, 1 waived.",
      ]);
      assert.equal(status, 0);
    });

    it("asks the warehouse about a query that only its parser cannot read, and takes its word", async () => {
      const query = (text: string) =>
        stack.sql(`UPDATE ${table} SET alert_query_template = "${text}" WHERE alert_id = 'COST-012'`);
      await query("SELECT 1 AS tag_coverage_pct FORM usage");
      const { stdout: refused } = await lint();
      assert.match(
        refused,
        /^ {2}error {4}query\/syntax: The warehouse does not take the query: \[PARSE_SYNTAX_ERROR\] .*$/m,
      );
      assert.doesNotMatch(refused, /query\/unreadable/);
    });

    it("looks at each of two rows that share an alert_id", async () => {
      await stack.sql(`INSERT INTO ${table} SELECT * FROM ${table} WHERE alert_id = 'COST-012'`);
      const { stdout } = await lint();
      assert.match(stdout, /^2 of 3 rows looked at: /m);
      assert.deepEqual(
        stdout.split("\n").filter((line) => line.startsWith("COST-012")),
        ["COST-012 (#1)", "COST-012 (#2)"],
      );
      await stack.sql(`DELETE FROM ${table} WHERE alert_id = 'COST-012'`);
    });

    it("finds no fault in the seeds", async () => {
      const file = path.join(stack.stateDir("rows"), "../rows.json");
      await writeFile(file, JSON.stringify(SEED_ALERTS));
      const { stdout, status } = await lint("--rows", file, "--fail-on", "warning");
      assert.equal(stdout.split("\n").at(-2), "2 of 2 rows looked at: 0 error, 0 warning, 1 info.");
      assert.equal(status, 0);
    });
  });
});
