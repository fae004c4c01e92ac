import { readSilence, type Silence } from "../../alerting/silences/silence";
import type { TableNames } from "../../alerting/table-names";
import type { SqlSession } from "../../databricks/sql-session";
import { SqlStatementError } from "../../databricks/sql-statement-error";
import { ExpectedError } from "../../messages/expected-error";
import { readSilences } from "../../rows/statements/silences";

/** The rows of alert_silences, those that are wrong or over among them. Nothing can be said of a table that is not there. */
export async function readStoredSilences(
  sql: Pick<SqlSession, "query">,
  names: TableNames,
): Promise<Silence[]> {
  try {
    return (await sql.query(readSilences(names))).map(readSilence);
  } catch (error) {
    if (!(error instanceof SqlStatementError && error.isTableNotFound)) throw error;
    throw new ExpectedError(
      `${names.catalog}.${names.goldSchema} has no table alert_silences: an up with liveSilences makes it.`,
      { cause: error },
    );
  }
}
