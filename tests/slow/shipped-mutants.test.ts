import assert from "node:assert/strict";
import { runMutants } from "../../alert-tests/mutants/run-mutants";
import { SituationAsker } from "../../alert-tests/run/ask-situations";
import { runTests } from "../../alert-tests/run/evaluate-cases";
import { RowQueries } from "../../rows/row-queries";
import { useConnection } from "../program/review/use-connection";
import { readShippedTests } from "../shipped-packs";

/** 85 % would do; whoever writes an alert has the words of those that get away. */
describe("The tests of the shipped alerts", () => {
  const { connection } = useConnection({ setup: [] });

  for (const test of readShippedTests()) {
    it(`notice each mutant, or say why none can: ${test.tested.alert.alertId}`, async () => {
      const asker = new SituationAsker(new RowQueries(connection().sql), { timeoutMs: 30_000, atOnce: 4 });
      const [result] = await runMutants(await runTests([test], asker), asker);
      const mutants = result?.mutants ?? [];
      assert.ok(mutants.length > 0);
      const unnoticed = mutants.filter(({ isNoticed, because }) => !isNoticed && because === undefined);
      assert.deepEqual([unnoticed.map(({ words }) => words), result?.faults], [[], []]);
    }).timeout(300_000);
  }
});
