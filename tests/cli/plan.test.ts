import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ReviewReport } from "../../review/report/report";
import { insertOf, TABLE } from "../engine/alert-row";
import { LocalStack } from "../engine/local-stack";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

/** What was approved is what is deployed: the engine refuses whatever a plan does not say. */
describe("a saved plan", function () {
  this.timeout(300_000);
  let stack: LocalStack;
  let cli: PulumiCli;
  let plan: string;
  let reports: string;

  before(async function () {
    skipWhereMissing(this, PulumiCli.whatIsMissing());
    stack = await LocalStack.start();
    cli = await PulumiCli.create(stack.workspace, { PULUMI_EXPERIMENTAL: "true" });
    plan = path.join(cli.project, "plan.json");
    reports = path.join(cli.project, "report");
  });
  after(async () => {
    await cli?.remove();
    await stack?.stop();
  });

  const up = ["up", "--yes", "--skip-preview"] as const;
  const throughPlan = async () => {
    await cli.succeed("preview", "--save-plan", plan);
    await cli.succeed(...up, "--plan", plan);
    await cli.succeed("preview", "--expect-no-changes");
  };
  /** By those who may see the reviewed report alone. */
  const approved = async () => {
    cli.env["ALERTS_REVIEW"] = path.join(reports, "report.json");
    try {
      return await cli.run(...up, "--continue-on-error", "--plan", plan);
    } finally {
      delete cli.env["ALERTS_REVIEW"];
    }
  };
  const review = () => stack.command("review", ["--plan", plan, "--out", reports, "--no-replay"]);
  const reviewedPlan = async () =>
    ReviewReport.parse(JSON.parse(await readFile(path.join(reports, "report.json"), "utf8"))).plan;
  const change = (alertId: string, cells: string) =>
    stack.sql(`UPDATE ${TABLE} SET ${cells} WHERE alert_id = '${alertId}'`);
  const thresholdOf = async (alertId: string) => {
    const { evaluation } = await stack.alert(`[INFO] Alert ${alertId}`);
    return z.object({ threshold: z.object({ value: z.unknown() }) }).parse(evaluation).threshold.value;
  };

  it("carries out a first run", () => throughPlan());

  it("carries out changes, creations and deletions", async () => {
    await stack.sql(insertOf("P-1"));
    await stack.sql(insertOf("P-2"));
    await cli.succeed(...up);
    await change("P-1", "threshold_value_double = 2");
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'P-2'`);
    await stack.sql(insertOf("P-3"));
    await throughPlan();
    assert.deepEqual(
      (await stack.alerts()).map(({ display_name }) => display_name),
      ["[INFO] Alert P-1", "[INFO] Alert P-3", "[INFO] Custom Template Test", "[WARNING] Tag Coverage Drop"],
    );
  });

  it("is refused by the engine where an alert is another one by then, or there is one more", async () => {
    const moves: readonly (readonly [() => Promise<unknown>, RegExp])[] = [
      [() => change("P-3", "threshold_value_double = 5"), /AlertV2::P-3 violates plan/],
      [() => stack.sql(insertOf("P-4")), /deletion-guard violates plan/],
    ];
    for (const [move, refusal] of moves) {
      await cli.succeed("preview", "--save-plan", plan);
      await move();
      const run = await cli.run(...up, "--continue-on-error", "--plan", plan);
      assert.match(run.output, refusal);
      assert.equal(run.status, 1);
      await cli.succeed(...up);
    }
  });

  it("is reviewed, approved and carried out as long as nobody writes a row", async () => {
    await change("P-1", "threshold_value_double = 20");
    await stack.sql(insertOf("P-5"));
    await cli.succeed("preview", "--save-plan", plan);
    const { status, stderr, stdout } = await review();
    assert.equal(status, 2, stderr);
    assert.match(stdout, /^dev: 1 changed, 1 added, 0 deleted, /);
    assert.deepEqual(Object.keys((await reviewedPlan())?.rows ?? {}), [
      "alert_configurations",
      "notification_destinations",
    ]);
    const run = await approved();
    assert.equal(run.status, 0, run.output);
    assert.deepEqual(await thresholdOf("P-1"), { double_value: 20 });
  });

  it("is not reviewed where the rows ask for something else by then, and each of them is named", async () => {
    await change("P-1", "threshold_value_double = 30");
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'P-5'`);
    await cli.succeed("preview", "--save-plan", plan);
    await change("P-1", "threshold_value_double = 31");
    await change("P-3", "schedule_cron = '0 0 3 * * ?'");
    await stack.sql(insertOf("P-5"));
    await stack.sql(insertOf("P-6"));
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'TEST-001'`);
    const { status, stderr } = await review();
    assert.equal(status, 1);
    assert.deepEqual(stderr.trimEnd().split("\n").slice(-6), [
      "error: plan.json plans other alerts than the rows ask for now, so there is nothing to approve. Make another plan.",
      "  P-1: the plan has another evaluation",
      "  P-3: the plan has another schedule.quartzCronSchedule",
      "  P-5: the plan deletes its alert, and its row asks for it",
      "  P-6: it is not in the plan",
      "  TEST-001: it is planned, and no row asks for it",
    ]);
    await cli.succeed(...up);
  });

  it("is not carried out where a row was written after the review, and nothing else is, either", async () => {
    await change("P-1", "threshold_value_double = 40");
    await cli.succeed("preview", "--save-plan", plan);
    assert.equal((await review()).status, 0);
    const reviewed = (await reviewedPlan())?.rows?.["alert_configurations"] ?? 0;
    // Of no definition: the engine would not see it.
    await change("P-3", "owner = 'somebody else'");
    const before = await thresholdOf("P-1");
    const run = await approved();
    assert.notEqual(run.status, 0);
    assert.match(
      run.output,
      new RegExp(
        `error: The rows changed after their review: alert_configurations was reviewed at version ${reviewed}, and is at ` +
          `${reviewed + 1} now \\(UPDATE by local\\.user@example\\.com\\)\\. Nothing was changed: make another plan, review it, ` +
          "and have that one approved\\.",
      ),
    );
    assert.deepEqual(await thresholdOf("P-1"), before);
  });
});
