import type { Fault } from "../row-faults";
import { rowLabels } from "../row-notes";
import { NOTIFICATION_DESTINATIONS } from "../tables/notification-destinations";
import type { RawRow } from "../tables/row-reader";
import { secretsInClear } from "./secrets-in-clear";

/**
 * Rows whose `config_json` holds a secret that everybody can read who can read the table, whoever makes their
 * destination. No message shows a value.
 */
export function secretWarnings(destinationRows: readonly RawRow[]): Fault[] {
  const labels = rowLabels(destinationRows, NOTIFICATION_DESTINATIONS.primaryKey);
  return destinationRows.flatMap(({ config_json: text }, index) => {
    const keys = typeof text === "string" ? secretsInClear(text) : [];
    const where = keys.filter((key) => key !== "").map((key) => JSON.stringify(key));
    return keys.length === 0
      ? []
      : {
          ...{ table: NOTIFICATION_DESTINATIONS.name, row: labels[index] ?? "", column: "config_json" },
          rule:
            `has what looks like a secret in clear${where.length === 0 ? "" : `, in ${where.join(" and ")}`}. Whoever can ` +
            "read the table has seen it: renew it, and clear it here; alerts need databricks_destination_id only",
        };
  });
}
