import type { Statement } from "../statement";
import { qualifiedName, type TableNames } from "../table-names";
import { ALERT_CONFIGURATIONS } from "../tables/alert-configurations";

/** All alert rows. `*`, since a table of the earlier framework lacks columns that a list would name. */
export function readAlertRows(names: TableNames): Statement {
  return { sql: `SELECT * FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} ORDER BY alert_id` };
}
