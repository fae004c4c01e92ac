import assert from "node:assert/strict";
import { LocalStack } from "../engine/local-stack";
import { assertWhole, begin, configOf, FAILING_RUNS, prepare } from "../engine/failing-runs";
import { PulumiCli } from "./pulumi-cli";
import { skipWhereMissing } from "./skip-where-missing";

/** All of them take half an hour: `ALL_FAILING_RUNS=1`. */
const EVERY = process.env["ALL_FAILING_RUNS"] === "1" ? 1 : 9;

const COMMIT = ["--yes", "--skip-preview"];

/** A state that the CLI cannot read makes every command after it fail. */
describe("pulumi up --continue-on-error", function () {
  this.timeout(600_000);
  let stack: LocalStack;
  let cli: PulumiCli;
  let config: Record<string, string> = {};
  let number = 0;

  before(async function () {
    skipWhereMissing(this, PulumiCli.whatIsMissing());
    // Each move leaves all alerts in the trash, which counts.
    stack = await LocalStack.start({ alertQuota: 100_000 });
    cli = await PulumiCli.create(stack.workspace);
    await cli.succeed("up", ...COMMIT);
    await prepare(stack, 0);
    await cli.succeed("up", ...COMMIT);
  });
  after(async () => {
    await cli?.remove();
    await stack?.stop();
  });

  FAILING_RUNS.filter((_run, index) => index % EVERY === 0).forEach((run) => {
    it(`leaves a whole state with ${run.name}`, async () => {
      config = configOf(run, config);
      const flags = Object.entries(config).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
      await begin(stack, run, number);
      const failed = await cli.run("up", ...COMMIT, "--continue-on-error", ...flags);
      assert.ok(failed.status, failed.output);
      assert.doesNotMatch(failed.output, /integrity|panic/);
      stack.workspace.faults.clear();
      number += 1;
      await prepare(stack, number);
      await cli.succeed("up", ...COMMIT, ...flags);
      await cli.succeed("preview", "--expect-no-changes");
      await assertWhole(stack);
    });
  });
});
