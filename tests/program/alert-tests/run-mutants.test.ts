import assert from "node:assert/strict";
import { noticedOf, runMutants } from "../../../alert-tests/mutants/run-mutants";
import { SituationAsker } from "../../../alert-tests/run/ask-situations";
import { describeResults } from "../../../alert-tests/run/describe-results";
import { runTests } from "../../../alert-tests/run/evaluate-cases";
import { RowQueries } from "../../../rows/row-queries";
import { described, testOf } from "../../unit/alert-tests/test-context";
import { useConnection } from "../review/use-connection";

const TABLES = `
alert: COST-001
clock: 2026-11-02T08:00:00Z
tables:
  system.billing.usage:
    - { series: { from: -8 days, to: -2 days, step: 1 day }, usage_quantity: 60, usage_unit: DBU }
    - { usage_date: -1 day, usage_quantity: 79, usage_unit: DBU }
`;

describe("runMutants", () => {
  const { connection } = useConnection({ setup: [] });

  const mutantsOf = async (text: string) => {
    const asker = new SituationAsker(new RowQueries(connection().sql), { timeoutMs: 30_000, atOnce: 4 });
    const results = await runTests([testOf(TABLES + text)], asker);
    const mutants = await runMutants(results, asker);
    return { results, mutants, words: describeResults(results, 1234, mutants) };
  };

  it("names what no test notices, by its line", async () => {
    const { words } = await mutantsOf(`
cases:
  - { name: fires above the limit, expect: TRIGGERED }
  - { name: silent below the limit, change: { usage_quantity: 60 }, expect: OK }
`);
    assert.equal(
      words,
      [
        "COST-001 Daily cost spike: 2 passed",
        "  mutants: 7 of 19 noticed",
        "    not noticed: condition: is above made is at least",
        "    not noticed: condition: threshold 130 made 117",
        "    not noticed: query line 4: usage_unit = 'DBU' dropped",
        "    not noticed: query line 5: usage_date >= date_sub(current_date(), 8) dropped",
        "    not noticed: query line 5: usage_date < current_date() dropped",
        "    not noticed: query line 2: SUM(usage_quantity…) made AVG",
        "    not noticed: query line 5: usage_date >= date_sub(current_date(), 8): >= made >",
        "    not noticed: query line 5: date_sub 8 made 16",
        "    not noticed: query line 5: date_sub 8 made 4",
        "    not noticed: query line 5: usage_date < current_date(): < made <=",
        "    not noticed: query line 8: SUM(CASE…) made AVG",
        "    not noticed: query line 9: date_sub 1 made 2",
        "2 tests of 1 alert: all passed, in 1.2 s.",
      ].join("\n"),
    );
  });

  it("counts no mutant that a file calls equivalent, and refuses marks that mean none", async () => {
    const { mutants } = await mutantsOf(`
cases:
  - { name: fires above the limit, expect: TRIGGERED }
  - { name: silent below the limit, change: { usage_quantity: 60 }, expect: OK }
equivalent:
  - { mutant: "query line 40: usage_unit = 'DBU' dropped", because: nothing else is sold here }
  - { mutant: "condition: is above made is below", because: wrong }
  - { mutant: "condition: threshold 130 made 144", because: wrong }
`);
    const [result] = mutants;
    assert.deepEqual(result && noticedOf(result.mutants), { noticed: 7, all: 18 });
    assert.deepEqual(result?.faults.map(described), [
      'tests/alerts/a.yaml:14:5: "condition: is above made is below" is noticed: take the mark away',
      'tests/alerts/a.yaml:15:5: there is no mutant "condition: threshold 130 made 144"; did you mean condition: threshold 130 made 143?',
    ]);
  });

  it("makes none of an alert whose tests fail as it is", async () => {
    const { mutants } = await mutantsOf("cases: [{ name: a, expect: OK }]");
    assert.deepEqual(
      mutants.map(({ mutants: of }) => of),
      [[]],
    );
  });
});
