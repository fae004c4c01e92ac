import { planAlerts } from "../../../alerting/plan-alerts";
import { type AlertTest, readTestFile, type TestContext } from "../../../alert-tests/files/read-test-file";
import { placeText, type PlacedFault } from "../../../rows/packs/yaml-file";
import { readTableSchemas } from "../../../alert-tests/fixtures/table-schemas";
import { testedAlerts } from "../../../alert-tests/tested-alerts";
import { PLAN_SETTINGS, WAREHOUSE_ID } from "../alerting/read-testdata";
import { BASE_ROW, DESTINATIONS } from "../lint/lint-testdata";

/** The day's list cost against the mean of the seven days before. */
export const DAILY_COST: Readonly<Record<string, unknown>> = {
  alert_id: "COST-001",
  alert_name: "Daily cost spike",
  alert_query_template: [
    "WITH days AS (",
    "  SELECT usage_date, SUM(usage_quantity) AS quantity",
    "  FROM system.billing.usage",
    "  WHERE usage_unit = 'DBU'",
    "    AND usage_date >= date_sub(current_date(), 8) AND usage_date < current_date()",
    "  GROUP BY usage_date",
    ")",
    "SELECT 100 * SUM(CASE WHEN usage_date = date_sub(current_date(), 1) THEN quantity END)",
    "  / AVG(CASE WHEN usage_date < date_sub(current_date(), 1) THEN quantity END) AS pct_of_baseline",
    "FROM days",
  ].join("\n"),
  threshold_column: "pct_of_baseline",
  threshold_value_double: 130,
};

/** What tests can be about, made of these rows; each says what is other than in the base row of lint's testdata. */
export function testContext(
  rows: readonly Readonly<Record<string, unknown>>[] = [DAILY_COST],
  { liveSilences = false } = {},
): TestContext {
  const plan = planAlerts({
    alertRows: rows.map((row) => ({ ...BASE_ROW, ...row })),
    destinationRows: DESTINATIONS,
    settings: { ...PLAN_SETTINGS, liveSilences },
    warehouseId: WAREHOUSE_ID,
  });
  return { alerts: testedAlerts(plan), schemas: readTableSchemas(PLAN_SETTINGS), settings: PLAN_SETTINGS };
}

/** The faults of a file, each in its line. */
export function faultsOf(text: string, context = testContext()): string[] {
  return readTestFile("tests/alerts/a.yaml", text, context).faults.map(described);
}

/** The tests of a file without faults. */
export function testOf(text: string, context = testContext()): AlertTest {
  const { test, faults } = readTestFile("tests/alerts/a.yaml", text, context);
  if (test === undefined) throw new TypeError(faults.map(described).join("\n"));
  return test;
}

export function described(fault: PlacedFault): string {
  return `${placeText(fault)}: ${fault.rule}`;
}
