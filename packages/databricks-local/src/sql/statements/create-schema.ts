import { securableOf } from "../../grants/securable";
import { catalogNotFound, schemaExists } from "../sql-faults";
import { writeSchemaNote } from "../store/notes-file";
import { physicalSchema } from "../store/physical-name";
import type { StatementKind, StatementRun } from "./statement-run";
import { NO_RESULT, type SessionState } from "./statement-run";
import { readProperties } from "./properties";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-schema */
async function run(run: StatementRun) {
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

export function schemaName(
  parts: readonly string[],
  session: SessionState,
): { catalog: string; schema: string } {
  const [schema = "", catalog = session.catalog] = [...parts].reverse();
  return { catalog: catalog.toLowerCase(), schema: schema.toLowerCase() };
}
