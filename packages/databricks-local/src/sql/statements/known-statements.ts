import { syntaxError, unsupported } from "../sql-faults";
import type { StatementText } from "../text/statement-text";
import { ALTER_TABLE } from "./alter-table";
import { ALTER_VIEW } from "./alter-view";
import { COMMENT_ON } from "./comment-on";
import { CREATE_CATALOG } from "./create-catalog";
import { CREATE_SCHEMA } from "./create-schema";
import { CREATE_TABLE } from "./create-table";
import { CREATE_VIEW } from "./create-view";
import { DELETE } from "./delete";
import { DESCRIBE } from "./describe";
import { DESCRIBE_DETAIL } from "./describe-detail";
import { DESCRIBE_HISTORY } from "./describe-history";
import { DESCRIBE_QUERY } from "./describe-query";
import { DROP_CATALOG } from "./drop-catalog";
import { DROP_SCHEMA, DROP_TABLE } from "./drop";
import { EXPLAIN } from "./explain";
import { GRANTS } from "./grants";
import { INSERT } from "./insert";
import { MERGE } from "./merge";
import { QUERY_STATEMENTS } from "./query";
import { RESTORE } from "./restore";
import { SHOW_CATALOGS, SHOW_SCHEMAS, SHOW_TABLES, SHOW_TBLPROPERTIES } from "./show";
import { SHOW_COLUMNS, SHOW_CREATE_TABLE, SHOW_VIEWS } from "./show-columns";
import type { StatementKind } from "./statement-run";
import { TRUNCATE } from "./truncate";
import { UPDATE } from "./update";
import { USE } from "./use";
import { writeBehindWith } from "./with-write";

/** Every statement that the local workspace knows. */
const KNOWN_STATEMENTS: readonly StatementKind[] = [
  ALTER_TABLE,
  ALTER_VIEW,
  COMMENT_ON,
  CREATE_CATALOG,
  ...CREATE_SCHEMA,
  ...CREATE_TABLE,
  ...CREATE_VIEW,
  DELETE,
  ...DESCRIBE_DETAIL,
  ...DESCRIBE_HISTORY,
  ...DESCRIBE_QUERY,
  ...DESCRIBE,
  DROP_CATALOG,
  DROP_SCHEMA,
  ...DROP_TABLE,
  EXPLAIN,
  ...GRANTS,
  INSERT,
  MERGE,
  ...QUERY_STATEMENTS,
  RESTORE,
  SHOW_CATALOGS,
  SHOW_COLUMNS,
  SHOW_CREATE_TABLE,
  SHOW_VIEWS,
  SHOW_SCHEMAS,
  SHOW_TABLES,
  SHOW_TBLPROPERTIES,
  TRUNCATE,
  UPDATE,
  USE,
];

/** Statements of Databricks SQL that are refused by name; any other first word is a syntax error. */
const REFUSED = new Set(
  "ALTER ANALYZE CACHE CALL CLEAR COMMENT COPY CREATE DECLARE DROP EXECUTE LIST LOAD MSCK OPTIMIZE REFRESH REORG REPAIR SET SHOW SYNC TABLE TRUNCATE UNCACHE UNDROP UNSET VACUUM".split(
    " ",
  ),
);

export function statementKind(text: StatementText): StatementKind {
  const cursor = text.cursor();
  const kind = writeBehindWith(text) ?? KNOWN_STATEMENTS.find(({ words }) => cursor.sees(...words));
  if (kind) return kind;
  const [first, second] = [cursor.peek(), cursor.peek(1)].map((token) => token?.text.toUpperCase() ?? "");
  if (first !== undefined && REFUSED.has(first)) throw unsupported(`${first} ${second ?? ""}`.trim());
  throw syntaxError(cursor.peek()?.text ?? "");
}
