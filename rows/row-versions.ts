import { z } from "zod";
import type { TableNames } from "../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { NOTIFICATION_DESTINATIONS } from "../alerting/tables/notification-destinations";
import type { SqlSession } from "../databricks/sql-session";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { readTableHistory } from "./statements/read-changes";

/** The last version of a Delta table that may have other rows than the one before it. */
export interface RowVersion {
  readonly version: number;
  readonly operation: string;
  readonly userName?: string | undefined;
}

const Version = z.object({
  version: z.coerce.number(),
  operation: z.string(),
  userName: z
    .string()
    .nullish()
    .transform((name) => name ?? undefined),
});

/** What the service does to tables by itself, too, and what leaves their rows as they are. */
const UPKEEP = new Set(["OPTIMIZE", "REORG", "VACUUM START", "VACUUM END", "COMPUTE STATS"]);

/**
 * Table → the version of its rows, for each table that says what alerts there are; those that do not exist are left out.
 *
 * @throws SqlStatementError where the history cannot be read: what is not known cannot be approved
 */
export async function readRowVersions(
  sql: Pick<SqlSession, "query">,
  names: TableNames,
): Promise<ReadonlyMap<string, RowVersion>> {
  const tables = [ALERT_CONFIGURATIONS.name, NOTIFICATION_DESTINATIONS.name];
  const versions = await Promise.all(tables.map((table) => rowVersion(sql, names, table)));
  return new Map(
    tables.flatMap((table, index) => {
      const version = versions[index];
      return version === undefined ? [] : [[table, version] as const];
    }),
  );
}

async function rowVersion(
  sql: Pick<SqlSession, "query">,
  names: TableNames,
  table: string,
): Promise<RowVersion | undefined> {
  const history = await sql.query(readTableHistory(names, table)).catch((error: unknown) => {
    if (error instanceof SqlStatementError && isMissing(error)) return [];
    throw error;
  });
  const versions = z.array(Version).parse(history);
  return versions.find(({ operation }) => !UPKEEP.has(operation)) ?? versions.at(-1);
}

function isMissing({ isTableNotFound, isSchemaNotFound, isCatalogNotFound }: SqlStatementError): boolean {
  return isTableNotFound || isSchemaNotFound || isCatalogNotFound;
}
