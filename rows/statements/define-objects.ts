import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { Statement } from "../../databricks/run-statement";

/** What SQL defines, and holds no rows of its own. */
export type DefinedKind = "VIEW" | "FUNCTION";

export interface DefinedObject {
  readonly kind: DefinedKind;
  readonly name: string;
  /** Of a view its query; of a function all that stands behind its name: `(a STRING) RETURNS DOUBLE RETURN …`. */
  readonly definition: string;
}

/** Makes it; one that is there has this definition afterwards, and no longer what anybody was granted on it. */
export function createObject(names: TableNames, { kind, name, definition }: DefinedObject): Statement {
  const between = kind === "VIEW" ? " AS\n" : " ";
  return { sql: `CREATE OR REPLACE ${kind} ${qualifiedName(names, name)}${between}${definition}` };
}

/**
 * Gives a view that is there another query. Whoever may read it may read it afterwards, too, which CREATE OR REPLACE takes away.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-view
 */
export function alterView(names: TableNames, { name, definition }: DefinedObject): Statement {
  return { sql: `ALTER VIEW ${qualifiedName(names, name)} AS\n${definition}` };
}

export function dropObject(names: TableNames, { kind, name }: Omit<DefinedObject, "definition">): Statement {
  return { sql: `DROP ${kind} IF EXISTS ${qualifiedName(names, name)}` };
}
