import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { inspect } from "node:util";
import { MANAGED_FIELDS } from "../../alerting/definition-fields";
import { planAlerts } from "../../alerting/plan-alerts";
import { AlertAnswer, alertBody } from "../../databricks/alert-json";
import { stateOf, written } from "../../providers/alert-state";
import { PLAN_SETTINGS, readAlerts, WAREHOUSE_ID, type GoodAlert } from "./alerting/read-testdata";

const FILE = "docs/walk.md";
const PART = /(?<=<!-- walk -->\n)[^]*(?=<!-- \/walk -->)/;

describe(FILE, () => {
  it("shows one row in all the forms that it takes on its way", () => {
    const page = readFileSync(FILE, "utf8");
    const withWalk = page.replace(PART, () => walk());
    if (process.env["UPDATE_FILES"] === "1") writeFileSync(FILE, withWalk);

    assert.equal(readFileSync(FILE, "utf8"), withWalk);
  });
});

/** The row of `tests/testdata/alerts/good/notifications.json` from the table to the API, and into the state. */
function walk(): string {
  const [, alert] = readAlerts<GoodAlert>("good").find(([name]) => name === "notifications") ?? [];
  assert.ok(alert);
  const { row } = alert;
  const { alerts, faults } = planAlerts({
    alertRows: [row],
    destinationRows: [],
    settings: PLAN_SETTINGS,
    warehouseId: WAREHOUSE_ID,
  });
  assert.deepEqual(faults, []);
  const [planned] = alerts;
  assert.ok(planned);
  const { alertId, definition } = planned;
  const body = alertBody(definition);
  const answer = AlertAnswer.parse({ ...body, id: "1927647905808833", lifecycle_state: "ACTIVE" });
  const { outs } = written({ ...definition, alertId }, answer, new Date("2026-11-23T10:00:00Z"), {
    sent: MANAGED_FIELDS,
  });
  return [
    form("the row, as the SQL driver gives it (`rows/table-rows.ts`)", row),
    form("the definition (`alerting/plan-alerts.ts`), which is also the resource's inputs", definition),
    form("`POST /api/2.0/alerts` (`databricks/alert-json.ts`)", body),
    form("the resource's outputs in the state (`providers/alert-state.ts`)", stateOf(outs)),
    "\n",
  ].join("");
}

function form(title: string, value: unknown): string {
  const code = inspect(value, { depth: 8, compact: 3, breakLength: 110 });
  return `\n${title}:\n\n\`\`\`text\n${code}\n\`\`\`\n`;
}
