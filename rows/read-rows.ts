import { ExpectedError } from "../messages/expected-error";
import type { TableNames } from "../alerting/table-names";
import { readAlertRows } from "./statements/read-alert-rows";
import { readDestinationRows } from "./statements/read-destination-rows";
import type { RawRow } from "../alerting/tables/row-reader";
import type { SqlSession } from "../databricks/sql-session";
import { SqlStatementError } from "../databricks/sql-statement-error";

/** The rows of alerts and destinations, as the tables have them. A command has nothing to do before they exist. */
export async function readRows(
  sql: SqlSession,
  names: TableNames,
): Promise<{ readonly alertRows: RawRow[]; readonly destinationRows: RawRow[] }> {
  try {
    const [alertRows, destinationRows] = await Promise.all([
      sql.query(readAlertRows(names)),
      sql.query(readDestinationRows(names)),
    ]);
    return { alertRows, destinationRows };
  } catch (error) {
    if (!(error instanceof SqlStatementError && error.isTableNotFound)) throw error;
    const schema = `${names.catalog}.${names.goldSchema}`;
    throw new ExpectedError(`${schema} has no config tables yet: an up makes them.`, { cause: error });
  }
}
