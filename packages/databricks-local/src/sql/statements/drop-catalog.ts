import { securableOf } from "../../grants/securable";
import { SqlError } from "../sql-engine";
import { catalogNotFound } from "../sql-faults";
import { INFORMATION_SCHEMA } from "../store/catalogs";
import { NO_RESULT, type StatementKind } from "./statement-run";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-drop-catalog */
export const DROP_CATALOG: StatementKind = {
  words: ["DROP", "CATALOG"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("DROP", "CATALOG");
    const ifExists = cursor.accept("IF", "EXISTS");
    const catalog = cursor.identifier().toLowerCase();
    const cascade = cursor.accept("CASCADE");
    cursor.accept("RESTRICT");
    cursor.end();
    const { catalogs } = run.files;
    if (!catalogs.hasCatalog(catalog)) {
      if (ifExists) return NO_RESULT;
      throw catalogNotFound(catalog);
    }
    // The schema that every catalog begins with counts, too.
    const schemas = catalogs.schemaNames(catalog).filter((schema) => schema !== INFORMATION_SCHEMA);
    for (const schema of schemas) catalogs.requireChangeable({ catalog, schema });
    if (schemas.length > 0 && !cascade) throw notEmpty(catalog, schemas.length);
    run.files.rights.requireManage(run.session.userName, securableOf([catalog]));
    await run.files.dropCatalog(run.connection, catalog);
    return NO_RESULT;
  },
};

function notEmpty(catalog: string, schemas: number): SqlError {
  return new SqlError(
    "CATALOG_NOT_EMPTY",
    "2BP01",
    `Catalog '${catalog}' is not empty. The catalog has ${schemas} schema(s). Use DROP CATALOG ... CASCADE to drop the catalog and all its objects.`,
  );
}
