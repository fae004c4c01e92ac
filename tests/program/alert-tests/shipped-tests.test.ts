import assert from "node:assert/strict";
import { SituationAsker } from "../../../alert-tests/run/ask-situations";
import { describeResults } from "../../../alert-tests/run/describe-results";
import { runTests } from "../../../alert-tests/run/evaluate-cases";
import { RowQueries } from "../../../rows/row-queries";
import { planShipped, readShippedTests } from "../../shipped-packs";
import { useConnection } from "../review/use-connection";

describe("The tests of the shipped alerts", () => {
  const { connection } = useConnection({ setup: [] });
  const tests = readShippedTests();

  it("are there for each alert", () => {
    assert.deepEqual(
      new Set(tests.map(({ tested }) => tested.alert.alertId)),
      new Set(planShipped("w").packed.map(({ alertId }) => alertId)),
    );
  });

  it("pass", async () => {
    const asker = new SituationAsker(new RowQueries(connection().sql), { timeoutMs: 30_000, atOnce: 4 });
    const results = await runTests(tests, asker);
    const failed = results.filter(({ cases }) => cases.some(({ mismatches }) => mismatches.length > 0));
    assert.deepEqual(failed, [], describeResults(failed, 0));
  });
});
