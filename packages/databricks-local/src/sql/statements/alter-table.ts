import { tableObject } from "../../access/data-rights";
import { SqlError } from "../sql-engine";
import { tableExists, unsupported } from "../sql-faults";
import { deleteTableNotes } from "../store/notes-file";
import { displayName, physicalTable } from "../store/physical-name";
import type { TableNotes } from "../store/table-notes";
import type { TokenCursor } from "../text/token-cursor";
import { resolveName } from "../translate/names";
import { identifier } from "../types/sql-type";
import { addColumns, alterColumn, dropColumns, renameColumn } from "./alter-columns";
import { NO_RESULT, type StatementKind, type StatementRun } from "./statement-run";
import { readKey, readProperties, readPropertyKey } from "./table-definition";
import { keepNotes } from "./table-versions";
import { changeableTable, requireColumn } from "./target-table";
import { findViolation, requireCondition } from "./verify-rows";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-alter-table */
export const ALTER_TABLE: StatementKind = {
  words: ["ALTER", "TABLE"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("ALTER", "TABLE");
    const table = changeableTable(run, cursor.name(), "ALTER TABLE");
    const action = ALTER_ACTIONS.find(({ words }) => cursor.accept(...words));
    if (!action) throw cursor.refuse("ALTER TABLE");
    const { rights } = run.files;
    if (action.right === "MODIFY") rights.requireTable(run.session.userName, table, action.right);
    else rights.requireOwner(run.session.userName, tableObject(table));
    await action.alter({ run, cursor, table });
    cursor.end();
    return NO_RESULT;
  },
};

/** What stands behind `ALTER TABLE t` and its own words. */
export interface Alteration {
  readonly run: StatementRun;
  readonly cursor: TokenCursor;
  readonly table: TableNotes;
}

interface AlterAction {
  readonly words: readonly string[];
  /**
   * "All other operations require ownership of the table."
   *
   * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-alter-table#required-permissions
   */
  readonly right: "MODIFY" | "ownership";
  alter(alteration: Alteration): Promise<void>;
}

/** Longer words first. */
const ALTER_ACTIONS: readonly AlterAction[] = [
  { words: ["ADD", "COLUMNS"], right: "MODIFY", alter: addColumns },
  { words: ["ADD", "COLUMN"], right: "MODIFY", alter: addColumns },
  { words: ["ADD", "CONSTRAINT"], right: "ownership", alter: addConstraint },
  { words: ["DROP", "CONSTRAINT"], right: "ownership", alter: dropConstraint },
  { words: ["ALTER", "COLUMN"], right: "MODIFY", alter: alterColumn },
  { words: ["CHANGE", "COLUMN"], right: "MODIFY", alter: alterColumn },
  { words: ["DROP", "COLUMNS"], right: "MODIFY", alter: dropColumns },
  { words: ["DROP", "COLUMN"], right: "MODIFY", alter: dropColumns },
  { words: ["RENAME", "COLUMN"], right: "ownership", alter: renameColumn },
  { words: ["RENAME", "TO"], right: "ownership", alter: renameTo },
  { words: ["SET", "TBLPROPERTIES"], right: "MODIFY", alter: setProperties },
  { words: ["UNSET", "TBLPROPERTIES"], right: "MODIFY", alter: unsetProperties },
  { words: ["CLUSTER", "BY"], right: "ownership", alter: clusterBy },
];

export async function setProperties({ run, cursor, table }: Alteration): Promise<void> {
  const set = readProperties(cursor);
  const properties = new Map([...table.properties, ...set]);
  const parameters = { properties: JSON.stringify(Object.fromEntries(set)) };
  await keepNotes(run, { ...table, properties }, { operation: "SET TBLPROPERTIES", parameters });
}

export async function unsetProperties({ run, cursor, table }: Alteration): Promise<void> {
  const ifExists = cursor.accept("IF", "EXISTS");
  const gone = cursor.list(() => readPropertyKey(cursor));
  const missing = gone.find((key) => !table.properties.has(key));
  if (missing !== undefined && !ifExists) throw notSet(missing, table);
  const properties = new Map([...table.properties].filter(([key]) => !gone.includes(key)));
  const parameters = { properties: JSON.stringify(gone), ifExists: String(ifExists) };
  await keepNotes(run, { ...table, properties }, { operation: "UNSET TBLPROPERTIES", parameters });
}

/** `RENAME TO name`; a table keeps its versions. */
export async function renameTo({ run, cursor, table }: Alteration): Promise<void> {
  const name = resolveName(cursor.name(), run.session);
  const { catalogs, rights } = run.files;
  catalogs.requireSchema(name.catalog, name.schema);
  catalogs.requireChangeable(name);
  if (catalogs.find(name)) throw tableExists(displayName(name));
  if (name.catalog !== table.catalog || (!table.view && name.schema !== table.schema))
    throw unsupported("RENAME TO another schema");

  await deleteTableNotes(run.connection, table);
  if (!table.view)
    await run.connection.run(`ALTER TABLE ${physicalTable(table)} RENAME TO ${identifier(name.table)}`);

  run.onCommit(() => {
    const owner = rights.owners.of(tableObject(table));
    catalogs.drop(table);
    rights.owners.put(tableObject(name), owner);
  });
  await keepNotes(run, { ...table, ...name });
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-comment */
export const COMMENT_ON: StatementKind = {
  words: ["COMMENT", "ON"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("COMMENT", "ON");
    if (!cursor.accept("TABLE")) throw unsupported(`COMMENT ON ${cursor.next().text.toUpperCase()}`);
    const table = run.files.catalogs.table(resolveName(cursor.name(), run.session));
    run.files.catalogs.requireChangeable(table);
    run.files.rights.requireTable(run.session.userName, table, "MODIFY");
    cursor.expect("IS");
    const comment = cursor.accept("NULL") ? undefined : cursor.string();
    cursor.end();
    const parameters = { properties: JSON.stringify({ comment: comment ?? null }) };
    await keepNotes(run, { ...table, comment }, { operation: "SET TBLPROPERTIES", parameters });
    return NO_RESULT;
  },
};

/** `ADD CONSTRAINT n CHECK (e) | PRIMARY KEY (…) | FOREIGN KEY (…) REFERENCES t`; the words up to CONSTRAINT are read. */
async function addConstraint({ run, cursor, table }: Alteration): Promise<void> {
  const name = cursor.identifier().toLowerCase();
  if ([...table.checks, ...table.keys].some((constraint) => constraint.name === name))
    throw new SqlError("DELTA_CONSTRAINT_ALREADY_EXISTS", "42710", `Constraint '${name}' already exists.`);

  if (!cursor.accept("CHECK")) {
    const key = { ...readKey(cursor, table, run.session), name };
    for (const column of key.columns) requireColumn(table, column);
    if (key.references) run.files.catalogs.table(key.references.table);
    if (key.kind === "PRIMARY KEY" && table.keys.some((other) => other.kind === key.kind)) {
      throw new SqlError(
        "TABLE_ALREADY_HAS_PRIMARY_KEY",
        "42710",
        `${displayName(table)} has a primary key already.`,
      );
    }
    await keepNotes(run, { ...table, keys: [...table.keys, key] });
    return;
  }
  cursor.expect("(");
  const check = { name, expression: cursor.textUntil(() => false) };
  cursor.expect(")");
  cursor.accept("ENFORCED");
  await requireCondition(run, table, check);
  if ((await findViolation(run, table, check, 0)) !== undefined) {
    throw new SqlError(
      "DELTA_NEW_CHECK_CONSTRAINT_VIOLATION",
      "23512",
      `One or more rows in ${displayName(table)} violate the new CHECK constraint (${check.expression}).`,
    );
  }
  const done = { operation: "ADD CONSTRAINT", parameters: { name, expr: check.expression } };
  await keepNotes(run, { ...table, checks: [...table.checks, check] }, done);
}

async function dropConstraint({ run, cursor, table }: Alteration): Promise<void> {
  const ifExists = cursor.accept("IF", "EXISTS");
  const name = cursor.identifier().toLowerCase();
  const keep = (constraint: { readonly name: string }) => constraint.name !== name;
  if (!ifExists && [...table.checks, ...table.keys].every(keep)) {
    throw new SqlError(
      "DELTA_CONSTRAINT_DOES_NOT_EXIST",
      "42704",
      `Cannot drop nonexistent constraint ${name}.`,
    );
  }
  const rest = { ...table, checks: table.checks.filter(keep), keys: table.keys.filter(keep) };
  const check = table.checks.find((constraint) => !keep(constraint));
  // Keys are no part of the versions: they are the catalog's, not Delta's.
  const done = check && { operation: "DROP CONSTRAINT", parameters: { name, expr: check.expression } };
  await keepNotes(run, rest, done);
}

/** How rows are laid out makes no difference here. */
function clusterBy({ cursor }: Alteration): Promise<void> {
  if (!cursor.accept("AUTO") && !cursor.accept("NONE")) cursor.list(() => cursor.name());
  return Promise.resolve();
}

function notSet(key: string, table: TableNotes): SqlError {
  return new SqlError(
    "DELTA_UNSET_NON_EXISTENT_PROPERTY",
    "42616",
    `Attempted to unset non-existent property '${key}' in table ${displayName(table)}.`,
  );
}
