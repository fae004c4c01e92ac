import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS, type AlertRow } from "../../alerting/tables/alert-configurations";
import type { TestStatus } from "../../alerting/tables/allowed-values";
import type { ConfigTableSpec } from "../../alerting/tables/column-spec";
import { NOTIFICATION_DESTINATIONS } from "../../alerting/tables/notification-destinations";
import type { Statement } from "../../databricks/run-statement";
import { quoteIdentifier } from "../../sql/quoting";

/**
 * Inserts the rows whose primary key the table does not have, nor a row that is equal in all of the `unique` columns; a
 * row that is there stays as it is.
 */
export function insertSeedRows(
  names: TableNames,
  table: ConfigTableSpec,
  rows: readonly Readonly<Record<string, unknown>>[],
  unique: readonly string[],
): Statement {
  const given = table.columns.filter(({ name }) => name !== "created_at" && rows.some((row) => name in row));
  const columns = given.map(({ name }) => name);
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, table.name)} AS t`,
      `USING ${rowsSource("rows", given)} AS s`,
      `ON ${[[table.primaryKey], unique]
        .filter((columns) => columns.length > 0)
        .map(equal)
        .join(" OR ")}`,
      `WHEN NOT MATCHED THEN INSERT (${columnList(columns)}, ${quoteIdentifier("created_at")})`,
      `VALUES (${columnList(columns, "s.")}, current_timestamp())`,
    ].join("\n"),
    parameters: { rows: JSON.stringify(rows) },
  };
}

function equal(columns: readonly string[]): string {
  const pairs = columns.map(quoteIdentifier).map((name) => `t.${name} = s.${name}`);
  return pairs.length > 1 ? `(${pairs.join(" AND ")})` : pairs.join("");
}

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
    destination_id: destinationId,
    id,
    former_id: formerId,
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

/** What became of a test message to a channel. */
export interface ChannelTest {
  readonly destinationId: string;
  readonly status: TestStatus;
}

/** Writes when channels were tested, which is now, and what came of it. The rows' authors stay who they are. */
export function recordChannelTests(names: TableNames, tests: readonly ChannelTest[]): Statement {
  const columns = [
    { name: "destination_id", type: "STRING" },
    { name: "status", type: "STRING" },
  ];
  const rows = tests.map(({ destinationId, status }) => ({ destination_id: destinationId, status }));
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, NOTIFICATION_DESTINATIONS.name)} AS t`,
      `USING ${rowsSource("tests", columns)} AS s`,
      "ON t.destination_id = s.destination_id",
      "WHEN MATCHED THEN UPDATE SET last_tested_at = current_timestamp(), last_test_status = s.status",
    ].join("\n"),
    parameters: { tests: JSON.stringify(rows) },
  };
}

/** Writes the given cells of one row, signed by whoever is connected. What others write into other cells stays. */
export function writeRowCells(names: TableNames, alertId: string, cells: Partial<AlertRow>): Statement {
  const columns = ALERT_CONFIGURATIONS.columns.filter(({ name }) => name in cells);
  const key = ALERT_CONFIGURATIONS.columns.filter(({ name }) => name === ALERT_CONFIGURATIONS.primaryKey);
  const assignments = columns.map(({ name }) => `${quoteIdentifier(name)} = s.${quoteIdentifier(name)}`);
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS t`,
      `USING ${rowsSource("rows", [...key, ...columns])} AS s`,
      "ON t.`alert_id` = s.`alert_id`",
      `WHEN MATCHED THEN UPDATE SET ${[...assignments, "`updated_by` = current_user()", "`updated_at` = current_timestamp()"].join(", ")}`,
    ].join("\n"),
    parameters: { rows: JSON.stringify([{ alert_id: alertId, ...cells }]) },
  };
}

/** A column of rows that travel in one bound value. */
interface SourceColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * Many rows from one bound value: `from_json` over a JSON array of objects, so that neither their number nor what
 * they hold shows in the statement.
 */
export function rowsSource(parameter: string, columns: readonly SourceColumn[]): string {
  const fields = columns.map(({ name, type }) => `${name}: ${type}`).join(", ");
  return `(SELECT o.* FROM (SELECT explode(from_json(:${parameter}, 'ARRAY<STRUCT<${fields}>>')) AS o))`;
}

/** `` `a`, `b` ``. */
export function columnList(names: readonly string[], prefix = ""): string {
  return names.map((name) => prefix + quoteIdentifier(name)).join(", ");
}
