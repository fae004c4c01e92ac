import { standInDestinations } from "../alerting/destinations/plan-destinations";
import { planAlerts } from "../alerting/plan-alerts";
import { readTests, readTexts } from "../alert-tests/read-tests";
import { readTableSchemas } from "../alert-tests/fixtures/table-schemas";
import { testedAlerts } from "../alert-tests/tested-alerts";
import { readPacks } from "../rows/packs/read-packs";
import { PLAN_SETTINGS } from "./unit/alerting/read-testdata";

/** Packs that come with the program, whatever others there are. */
const NAMES = [
  "alerts-on-alerts",
  "data-quality",
  "system-tables-cost",
  "system-tables-performance",
  "system-tables-reliability",
  "system-tables-security",
];

export const RUNBOOKS = "https://github.com/example/alerts/blob/main";

/** The packs with their own defaults, and their alerts as a stack that takes them all would have them. */
export function planShipped(warehouseId: string) {
  const { packs, faults } = readPacks(process.cwd(), {
    names: NAMES,
    stack: "none",
    runbookBaseUrl: RUNBOOKS,
  });
  const packed = packs.flatMap((pack) => pack.alerts);
  const alertRows = packed.map(({ cells }) => ({ ...cells, created_by: "packs", is_enabled: true }));
  const settings = { ...PLAN_SETTINGS, parentPath: "/" };
  const destinationRows = standInDestinations(alertRows);
  return { packs, faults, packed, plan: planAlerts({ alertRows, destinationRows, settings, warehouseId }) };
}

/** The tests of their alerts. */
export function readShippedTests() {
  const texts = readTexts().filter(({ file }) => NAMES.some((name) => file.startsWith(`packs/${name}/`)));
  const alerts = testedAlerts(planShipped("w").plan);
  return readTests(texts, { alerts, settings: PLAN_SETTINGS, schemas: readTableSchemas(PLAN_SETTINGS) });
}
