import assert from "node:assert/strict";
import path from "node:path";
import { insertOf, TABLE } from "../engine/alert-row";
import { LocalStack } from "../engine/local-stack";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

/** What was approved is what is deployed: the engine refuses whatever a plan does not say. */
describe("a saved plan", function () {
  this.timeout(300_000);
  let stack: LocalStack;
  let cli: PulumiCli;

  before(async function () {
    skipWhereMissing(this, PulumiCli.whatIsMissing());
    stack = await LocalStack.start();
    cli = await PulumiCli.create(stack.workspace, { PULUMI_EXPERIMENTAL: "true" });
  });
  after(async () => {
    await cli?.remove();
    await stack?.stop();
  });

  async function throughPlan(): Promise<void> {
    const plan = path.join(cli.project, "plan.json");
    await cli.succeed("preview", "--save-plan", plan);
    await cli.succeed("up", "--yes", "--skip-preview", "--plan", plan);
    await cli.succeed("preview", "--expect-no-changes");
  }

  it("carries out a first run", () => throughPlan());

  it("carries out changes, creations and deletions", async () => {
    await stack.sql(insertOf("P-1"));
    await stack.sql(insertOf("P-2"));
    await cli.succeed("up", "--yes", "--skip-preview");
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 2 WHERE alert_id = 'P-1'`);
    await stack.sql(`DELETE FROM ${TABLE} WHERE alert_id = 'P-2'`);
    await stack.sql(insertOf("P-3"));
    await throughPlan();
    assert.deepEqual(
      (await stack.alerts()).map(({ display_name }) => display_name),
      ["[INFO] Alert P-1", "[INFO] Alert P-3", "[INFO] Custom Template Test", "[WARNING] Tag Coverage Drop"],
    );
  });
});
