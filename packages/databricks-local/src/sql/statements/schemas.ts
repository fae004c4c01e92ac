import { securableOf } from "../../grants/securable";
import { SqlError, type SqlResult } from "../sql-engine";
import { catalogNotFound, schemaExists } from "../sql-faults";
import { writeSchemaNote } from "../store/notes-file";
import { physicalSchema } from "../store/physical-name";
import {
  NO_RESULT,
  type SessionState,
  type StatementKind,
  type StatementRun,
  textResult,
} from "./statement-run";
import { readProperties } from "./table-definition";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-schema */
export async function run(run: StatementRun) {
  const cursor = run.text.cursor();
  cursor.next();
  cursor.next();
  const ifNotExists = cursor.accept("IF", "NOT", "EXISTS");
  const { catalog, schema } = schemaName(cursor.name(), run.session);
  while (!cursor.atEnd) {
    if (cursor.accept("COMMENT")) cursor.string();
    else if (cursor.accept("WITH", "DBPROPERTIES")) readProperties(cursor);
    else throw cursor.refuse("CREATE SCHEMA");
  }
  const { catalogs, rights } = run.files;
  const { userName } = run.session;
  if (!catalogs.hasCatalog(catalog)) throw catalogNotFound(catalog);
  if (catalogs.hasSchema(catalog, schema)) {
    if (ifNotExists) return NO_RESULT;
    throw schemaExists(`\`${catalog}\`.\`${schema}\``);
  }
  catalogs.requireGrowing(catalog);
  rights.requireNewSchema(userName, catalog);
  await run.connection.run(`CREATE SCHEMA ${physicalSchema(catalog, schema)}`);
  await writeSchemaNote(run.connection, catalog, schema);
  run.onCommit(() => {
    catalogs.addSchema(catalog, schema);
    rights.owners.put(securableOf([catalog, schema]), userName);
  });
  return NO_RESULT;
}

export const CREATE_SCHEMA: readonly StatementKind[] = ["SCHEMA", "DATABASE"].map((word) => ({
  words: ["CREATE", word],
  writes: true,
  run,
}));

/**
 * A schema's comment and location are not kept, and so not told.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-describe-schema
 */
export const DESCRIBE_SCHEMA: readonly StatementKind[] = ["DESCRIBE", "DESC"].flatMap((verb) =>
  ["SCHEMA", "DATABASE"].map((word) => ({
    words: [verb, word],
    writes: false,
    run: (run: StatementRun) =>
      new Promise<SqlResult>((resolve) => {
        const cursor = run.text.cursor();
        cursor.expect(verb, word);
        if (cursor.sees("EXTENDED")) throw cursor.refuse(`${verb} ${word}`);
        const { catalog, schema } = schemaName(cursor.name(), run.session);
        cursor.end();
        const { catalogs, rights } = run.files;
        const securable = securableOf([catalog, schema]);
        if (!catalogs.hasCatalog(catalog)) throw catalogNotFound(catalog);
        catalogs.requireSchema(catalog, schema);
        rights.requireSeen(run.session.userName, securable);
        const items = [
          ["Catalog Name", catalog],
          ["Namespace Name", schema],
          ["Owner", rights.owners.of(securable)],
        ];
        resolve(textResult(["database_description_item", "database_description_value"], items));
      }),
  })),
);

export function schemaName(
  parts: readonly string[],
  session: SessionState,
): { catalog: string; schema: string } {
  const [schema = "", catalog = session.catalog] = [...parts].reverse();
  return { catalog: catalog.toLowerCase(), schema: schema.toLowerCase() };
}

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
    if (run.files.catalogs.hasCatalog(catalog) && !ifNotExists)
      throw new SqlError("CATALOG_ALREADY_EXISTS", "42710", `Catalog '${catalog}' already exists.`);

    if (run.files.catalogs.hasCatalog(catalog)) return NO_RESULT;
    run.files.rights.requireNewCatalog(run.session.userName);
    await run.files.createCatalog(catalog);
    run.files.rights.owners.put(securableOf([catalog]), run.session.userName);
    return NO_RESULT;
  },
};

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
