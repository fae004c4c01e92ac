import { catalogNotFound } from "../sql-faults";
import { schemaName } from "./create-schema";
import { NO_RESULT, type StatementKind } from "./statement-run";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-usedb */
export const USE: StatementKind = {
  words: ["USE"],
  writes: false,
  run(run) {
    const cursor = run.text.cursor();
    cursor.expect("USE");
    const { catalogs, rights } = run.files;
    if (cursor.accept("CATALOG")) {
      const catalog = (
        cursor.peek()?.kind === "string" ? cursor.string() : cursor.identifier()
      ).toLowerCase();
      cursor.end();
      if (!catalogs.hasCatalog(catalog)) return Promise.reject(catalogNotFound(catalog));
      run.session.catalog = catalog;
      run.session.schema = "default";
      return Promise.resolve(NO_RESULT);
    }
    if (!cursor.accept("SCHEMA")) cursor.accept("DATABASE");
    const { catalog, schema } = schemaName(cursor.name(), run.session);
    cursor.end();
    catalogs.requireSchema(catalog, schema);
    rights.requireUse(run.session.userName, { catalog, schema });
    run.session.catalog = catalog;
    run.session.schema = schema;
    return Promise.resolve(NO_RESULT);
  },
};
