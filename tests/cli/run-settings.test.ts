import assert from "node:assert/strict";
import { TABLE } from "../engine/alert-row";
import { LocalStack } from "../engine/local-stack";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

describe("settings that one run of the Pulumi CLI is given, as the deploy job gives them", function () {
  this.timeout(180_000);
  let stack: LocalStack;
  let cli: PulumiCli;
  const ends: (() => Promise<void>)[] = [];

  before(async function () {
    skipWhereMissing(this, PulumiCli.whatIsMissing());
    stack = await LocalStack.start();
    ends.push(() => stack.stop());
    cli = await PulumiCli.create(stack.workspace);
    ends.push(() => cli.remove());
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });

  it("reach program and provider, and are kept nowhere", async () => {
    await cli.succeed("up", "--yes", "--skip-preview");
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = false WHERE alert_id = 'COST-012'`);
    cli.env["ALERTS_RUN_SETTINGS"] = JSON.stringify({
      deleteDisabled: "true",
      parentPath: "/Alerting",
    });
    const { output } = await cli.succeed("up", "--yes", "--skip-preview");
    assert.match(output, /For this run alone: deleteDisabled true \(the stack's: false\)\.\n/);
    assert.equal((await stack.alerts()).length, 1);
    delete cli.env["ALERTS_RUN_SETTINGS"];
    await cli.succeed("preview", "--expect-no-changes");
    assert.doesNotMatch((await cli.succeed("stack", "export")).stdout, /deleteDisabled": "true"/);
  });

  it("are refused where they are none", async () => {
    const refused: [string, string][] = [
      ["[]", "ALERTS_RUN_SETTINGS must be JSON: an object from names of settings to texts"],
      ['{"catlog":"x"}', "ALERTS_RUN_SETTINGS has catlog: no setting"],
    ];
    for (const [text, message] of refused) {
      cli.env["ALERTS_RUN_SETTINGS"] = text;
      const { status, output } = await cli.run("preview");
      assert.notEqual(status, 0);
      assert.ok(output.includes(message), output);
    }
  });
});
