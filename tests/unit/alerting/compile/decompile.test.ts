import assert from "node:assert/strict";
import type { AuthoredDefinition } from "../../../../alerting/authored-alert";
import { decompile, isCompiled } from "../../../../alerting/compile/decompile";
import { planAlerts } from "../../../../alerting/plan-alerts";
import { type GoodAlert, PLAN_SETTINGS, readAlerts, WAREHOUSE_ID } from "../read-testdata";

const PLANNED = readAlerts<GoodAlert>("good").flatMap(([name, { row, destinations = [], settings }]) => {
  const plan = planAlerts({
    alertRows: [row],
    destinationRows: destinations,
    settings: { ...PLAN_SETTINGS, ...settings },
    warehouseId: WAREHOUSE_ID,
  });
  return plan.alerts.map(({ authored, definition }) => ({ name, authored, definition }));
});
const COMPILED = PLANNED.filter(({ definition }) => isCompiled(definition));

describe("decompile", () => {
  it("comes back to what the author of every good row wrote", () => {
    for (const { name, authored, definition } of PLANNED)
      assert.deepEqual(decompile(definition), authored, name);
    assert.ok(COMPILED.length >= 7, String(COMPILED.length));
  });

  it("reads what another compiler wrote, where the number is all that is other", () => {
    for (const { name, authored, definition } of COMPILED) {
      const queryText = definition.queryText.replace("/* databricks-alerts 1:", "/* databricks-alerts 7:");
      const { queryText: query, ...rest } = decompile({ ...definition, queryText }) as AuthoredDefinition;
      const { queryText: wanted, ...others } = authored;
      assert.deepEqual([query, rest], [wanted, others], name);
    }
  });

  it("leaves what somebody changed by hand as it is", () => {
    for (const { name, definition } of COMPILED) {
      const changed = { ...definition, queryText: definition.queryText.replace(/D( |\))/, "D + 1D$1") };
      const other = { ...definition, queryText: `${definition.queryText} LIMIT 1` };
      for (const edited of [changed, other].filter(({ queryText }) => queryText !== definition.queryText))
        assert.equal(decompile(edited), edited, name);
    }
  });
});
