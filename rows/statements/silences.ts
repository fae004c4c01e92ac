import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_SILENCES } from "../../alerting/tables/alert-silences";
import type { Statement } from "../../databricks/run-statement";
import { columnList, rowsSource } from "./write-rows";

/** All silences, also those that are over, the newest first. */
export function readSilences(names: TableNames): Statement {
  return {
    sql: `SELECT * FROM ${qualifiedName(names, ALERT_SILENCES.name)} ORDER BY starts_at DESC, silence_id`,
  };
}

/** The service's clock, by which silences begin and end. */
export const READ_CLOCK: Statement = { sql: "SELECT now() AS now" };

/** Writes one silence, signed by whoever is connected; one of that id stays as it is. */
export function insertSilence(names: TableNames, row: Readonly<Record<string, unknown>>): Statement {
  const given = ALERT_SILENCES.columns.filter(({ name }) => name in row);
  const columns = given.map(({ name }) => name);
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, ALERT_SILENCES.name)} AS t`,
      `USING ${rowsSource("rows", given)} AS s`,
      "ON t.silence_id = s.silence_id",
      `WHEN NOT MATCHED THEN INSERT (${columnList(columns)}, created_by, created_at)`,
      `VALUES (${columnList(columns, "s.")}, current_user(), now())`,
    ].join("\n"),
    parameters: { rows: JSON.stringify([row]) },
  };
}

/** Ends a silence now; one that has not begun never does. One that is over stays as it is. */
export function endSilence(names: TableNames, silenceId: string): Statement {
  return {
    sql: [
      `UPDATE ${qualifiedName(names, ALERT_SILENCES.name)} SET ends_at = greatest(starts_at, now())`,
      "WHERE silence_id = :silence_id AND ends_at > now()",
    ].join("\n"),
    parameters: { silence_id: silenceId },
  };
}
