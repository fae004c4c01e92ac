import { randomUUID } from "node:crypto";
import { tableObject } from "../../access/data-rights";
import { SqlError, type SqlResult } from "../sql-engine";
import { tableExists } from "../sql-faults";
import { displayName, type TableName } from "../store/physical-name";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import type { StatementText } from "../text/statement-text";
import type { TokenCursor } from "../text/token-cursor";
import { resolveName } from "../translate/names";
import { renameTo, setProperties, unsetProperties } from "./alter-table";
import { NO_RESULT, type StatementKind, type StatementRun } from "./statement-run";
import { readProperties, refuseRepeated } from "./table-definition";
import { keepNotes } from "./table-versions";
import { requireView, seenTable } from "./target-table";

const VERBS = [["CREATE"], ["CREATE", "OR", "REPLACE"]];
const TEMPORARY = [[], ["TEMP"], ["TEMPORARY"]];

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-view */
export const CREATE_VIEW: readonly StatementKind[] = VERBS.flatMap((verb) =>
  TEMPORARY.map((temporary) => {
    const words = [...verb, ...temporary, "VIEW"];
    const isReplace = verb.length > 1;
    return { words, writes: true, run: (run) => createView(run, words, isReplace, temporary.length > 0) };
  }),
);

async function createView(
  run: StatementRun,
  words: readonly string[],
  isReplace: boolean,
  isTemporary: boolean,
): Promise<SqlResult> {
  const cursor = run.text.cursor();
  cursor.expect(...words);
  const ifNotExists = !isReplace && cursor.accept("IF", "NOT", "EXISTS");
  const written = cursor.name();
  const name = resolveName(written, run.session);
  const head = readHead(cursor);
  const view = await viewOf(run, name, run.text.behind(cursor), head);
  if (isTemporary) return keepTemporary(run, written, view, isReplace);
  const { catalogs, rights } = run.files;
  const { userName } = run.session;
  catalogs.requireSchema(name.catalog, name.schema);
  catalogs.requireChangeable(name);
  const old = catalogs.find(name);
  if (old && ifNotExists) return NO_RESULT;
  if (old && !isReplace) throw tableExists(displayName(name));
  rights.requireNewTable(userName, name);
  if (old) rights.requireOwner(userName, tableObject(requireView(old, "CREATE OR REPLACE VIEW")));
  else run.onCommit(() => rights.owners.put(tableObject(name), userName));
  await keepNotes(run, view);
  return NO_RESULT;
}

interface ViewHead {
  readonly columns: readonly { readonly name: string; readonly comment: string | undefined }[];
  readonly comment: string | undefined;
  readonly properties: ReadonlyMap<string, string>;
}

/** `[(a COMMENT '…', …)] [COMMENT '…'] [TBLPROPERTIES (…)] AS` */
function readHead(cursor: TokenCursor): ViewHead {
  const readColumn = () => ({
    name: cursor.identifier(),
    comment: cursor.accept("COMMENT") ? cursor.string() : undefined,
  });
  const columns = cursor.sees("(") ? cursor.list(readColumn) : [];
  let comment: string | undefined;
  let properties: ReadonlyMap<string, string> = new Map();
  while (!cursor.accept("AS")) {
    if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (cursor.accept("TBLPROPERTIES")) properties = readProperties(cursor);
    else throw cursor.refuse("CREATE VIEW");
  }
  return { columns, comment, properties };
}

/** The view's notes; its query must be one that can run now. */
export async function viewOf(
  run: StatementRun,
  name: TableName,
  text: StatementText,
  { columns: named, comment, properties }: ViewHead,
): Promise<TableNotes> {
  if (text.tokens.some(({ kind }) => kind === "parameter" || kind === "marker")) throw parameterInView();
  const query = run.of(text);
  const tree = query.parse();
  const given = await query.columns((translator) => translator.wholeQuery(tree));
  if (named.length > 0 && named.length !== given.length)
    throw arityMismatch(name, named.length, given.length);
  const columns = given.map((column, index): ColumnNotes => {
    const alias = named[index] ?? { name: column.name, comment: undefined };
    return { ...alias, stored: column.name, type: column.type, nullable: true, default: undefined };
  });
  refuseRepeated(columns.map((column) => column.name));
  const { catalog, schema } = run.session;
  const view: TableNotes = {
    ...name,
    id: randomUUID(),
    createdAt: run.now.toISOString(),
    comment,
    properties,
    columns,
    checks: [],
    keys: [],
    view: { query: text.normalized().trim(), catalog, schema },
  };
  // It must not read itself.
  await run.columns((translator) => ({
    text: `SELECT * FROM ${translator.view(view, run.session.userName)}`,
    columns: undefined,
  }));
  return view;
}

function keepTemporary(
  run: StatementRun,
  written: readonly string[],
  view: TableNotes,
  isReplace: boolean,
): SqlResult {
  const [name = "", more] = written;
  if (more !== undefined) throw qualifiedTemporary(written);
  const { temporaryViews } = run.session;
  if (temporaryViews.has(name.toLowerCase()) && !isReplace) throw temporaryExists(name);
  temporaryViews.set(name.toLowerCase(), view);
  return NO_RESULT;
}

function parameterInView(): SqlError {
  return new SqlError(
    "UNSUPPORTED_FEATURE.PARAMETER_MARKER_IN_UNEXPECTED_STATEMENT",
    "0A000",
    "The feature is not supported: Parameter markers are not allowed in the query of CREATE VIEW.",
  );
}

function arityMismatch(name: TableName, named: number, given: number): SqlError {
  const kind = given < named ? "NOT_ENOUGH" : "TOO_MANY";
  return new SqlError(
    `CREATE_VIEW_COLUMN_ARITY_MISMATCH.${kind}_DATA_COLUMNS`,
    "21S01",
    `Cannot create view ${displayName(name)}, the reason is ${kind.toLowerCase().replace("_", " ")} data columns: ${given} for the ${named} view columns.`,
  );
}

function qualifiedTemporary(written: readonly string[]): SqlError {
  return new SqlError(
    "TEMP_VIEW_NAME_TOO_MANY_NAME_PARTS",
    "428EK",
    `CREATE TEMPORARY VIEW or the corresponding Dataset APIs only accept single-part view names, but got: ${written.join(".")}.`,
  );
}

function temporaryExists(name: string): SqlError {
  return new SqlError(
    "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS",
    "42P07",
    `Cannot create the temporary view \`${name}\` because it already exists. Choose a different name, drop or replace the existing view, or add the IF NOT EXISTS clause to tolerate pre-existing views.`,
  );
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-alter-view */
export const ALTER_VIEW: StatementKind = {
  words: ["ALTER", "VIEW"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("ALTER", "VIEW");
    const table = requireView(seenTable(run, cursor.name()), "ALTER VIEW");
    run.files.catalogs.requireChangeable(table);
    run.files.rights.requireOwner(run.session.userName, tableObject(table));
    const alteration = { run, cursor, table };
    if (cursor.accept("AS")) {
      const { comment, properties } = table;
      const head = { columns: [], comment, properties };
      const changed: TableNotes = await viewOf(run, table, run.text.behind(cursor), head);
      await keepNotes(run, { ...changed, id: table.id, createdAt: table.createdAt });
      return NO_RESULT;
    }
    if (cursor.accept("RENAME", "TO")) await renameTo(alteration);
    else if (cursor.accept("SET", "TBLPROPERTIES")) await setProperties(alteration);
    else if (cursor.accept("UNSET", "TBLPROPERTIES")) await unsetProperties(alteration);
    else throw cursor.refuse("ALTER VIEW");
    cursor.end();
    return NO_RESULT;
  },
};
