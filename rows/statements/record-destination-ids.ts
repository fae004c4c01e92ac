import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { NOTIFICATION_DESTINATIONS } from "../../alerting/tables/notification-destinations";
import { rowsSource } from "./rows-source";

/** Which destination in the workspace stands for a row, now and before. */
export interface DestinationId {
  readonly destinationId: string;
  /** NULL: none any more. */
  readonly id: string | null;
  readonly formerId: string | null;
}

const SOURCE_COLUMNS = [
  { name: "destination_id", type: "STRING" },
  { name: "id", type: "STRING" },
  { name: "former_id", type: "STRING" },
] as const;

/** Writes the ids of destinations that this program made; one that is gone is cleared only where the row still has it. */
export function recordDestinationIds(names: TableNames, ids: readonly DestinationId[]): Statement {
  const rows = ids.map(({ destinationId, id, formerId }) => ({
    ...{ destination_id: destinationId, id, former_id: formerId },
  }));
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, NOTIFICATION_DESTINATIONS.name)} AS t`,
      `USING ${rowsSource("ids", SOURCE_COLUMNS)} AS s`,
      "ON t.destination_id = s.destination_id",
      "WHEN MATCHED AND s.id IS NOT NULL THEN UPDATE SET databricks_destination_id = s.id",
      "WHEN MATCHED AND t.databricks_destination_id = s.former_id THEN UPDATE SET databricks_destination_id = NULL",
    ].join("\n"),
    parameters: { ids: JSON.stringify(rows) },
  };
}
