import { securableOf } from "../../grants/securable";
import { SqlError } from "../sql-engine";
import { NO_RESULT, type StatementKind } from "./statement-run";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-catalog */
export const CREATE_CATALOG: StatementKind = {
  words: ["CREATE", "CATALOG"],
  // A file is attached outside of any transaction.
  writes: false,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("CREATE", "CATALOG");
    const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
    const catalog = cursor.identifier().toLowerCase();
    if (cursor.accept("COMMENT")) cursor.string();
    cursor.end();
    if (run.files.catalogs.hasCatalog(catalog) && !ifNotExists) {
      throw new SqlError("CATALOG_ALREADY_EXISTS", "42710", `Catalog '${catalog}' already exists.`);
    }
    if (run.files.catalogs.hasCatalog(catalog)) return NO_RESULT;
    run.files.rights.requireNewCatalog(run.session.userName);
    await run.files.createCatalog(catalog);
    run.files.rights.owners.put(securableOf([catalog]), run.session.userName);
    return NO_RESULT;
  },
};
