import { randomUUID } from "node:crypto";
import { functionObject } from "../../access/data-rights";
import { SqlError, type SqlResult } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { deleteFunction, type FunctionNotes, writeFunction } from "../store/function-notes";
import { displayName, type TableName } from "../store/physical-name";
import { StatementText } from "../text/statement-text";
import type { TokenCursor } from "../text/token-cursor";
import { resolveName } from "../translate/names";
import { routineText } from "../translate/routines";
import { typed } from "../translate/typed";
import { parseType, readType } from "../types/parse-type";
import { duckDbType, typeName } from "../types/sql-type";
import { NO_RESULT, type StatementKind, type StatementRun } from "./statement-run";
import { refuseRepeated } from "./table-definition";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-sql-function */
export const CREATE_FUNCTION: readonly StatementKind[] = [["CREATE"], ["CREATE", "OR", "REPLACE"]].map(
  (verb) => ({
    words: [...verb, "FUNCTION"],
    writes: true,
    run: (run) => createFunction(run, verb),
  }),
);

async function createFunction(run: StatementRun, verb: readonly string[]): Promise<SqlResult> {
  const cursor = run.text.cursor();
  cursor.expect(...verb, "FUNCTION");
  const isReplace = verb.length > 1;
  const ifNotExists = !isReplace && cursor.accept("IF", "NOT", "EXISTS");
  const name = resolveName(cursor.name(), run.session);
  const notes = readDefinition(run, cursor, name);
  const { catalogs, rights } = run.files;
  const { userName } = run.session;
  catalogs.requireSchema(name.catalog, name.schema);
  catalogs.requireChangeable(name);
  const old = catalogs.functions.find(name);
  if (old && ifNotExists) return NO_RESULT;
  if (old && !isReplace) throw alreadyExists(name);
  rights.requireNewFunction(userName, name);
  if (old) rights.requireOwner(userName, functionObject(old));
  // Its body must be one that can run now.
  const args = notes.parameters.map(({ type }) => {
    const known = parseType(type);
    return typed(`CAST(NULL AS ${duckDbType(known)})`, known);
  });
  await run.columns((translator) => ({
    text: `SELECT ${routineText(notes, args, translator).text}`,
    columns: undefined,
  }));
  await writeFunction(run.connection, notes);
  run.onCommit(() => {
    if (!old) rights.owners.put(functionObject(name), userName);
    catalogs.functions.put(notes);
  });
  return NO_RESULT;
}

/** `(a INT COMMENT '…', …) RETURNS type [characteristics] RETURN body` */
function readDefinition(run: StatementRun, cursor: TokenCursor, name: TableName): FunctionNotes {
  const parameters = cursor.sees("(", ")") ? [] : cursor.list(() => readParameter(cursor));
  if (parameters.length === 0) cursor.expect("(", ")");
  refuseRepeated(parameters.map((parameter) => parameter.name));
  if (!cursor.accept("RETURNS")) throw unsupported("CREATE FUNCTION without RETURNS");
  if (cursor.sees("TABLE")) throw unsupported("CREATE FUNCTION … RETURNS TABLE");
  const returns = typeName(readType(cursor));
  let comment: string | undefined;
  while (!cursor.accept("RETURN")) {
    if (cursor.accept("COMMENT")) comment = cursor.string();
    else if (!CHARACTERISTICS.some((words) => cursor.accept(...words)))
      throw cursor.refuse("CREATE FUNCTION");
  }
  const body = run.text.behind(cursor);
  if (body.tokens.some(({ kind }) => kind === "parameter" || kind === "marker")) throw parameterInFunction();
  const { catalog, schema } = run.session;
  return {
    ...name,
    id: randomUUID(),
    createdAt: run.now.toISOString(),
    comment,
    parameters,
    returns,
    body: StatementText.of(body.normalized().trim()).normalized(),
    session: { catalog, schema },
  };
}

/** What changes no result here. */
const CHARACTERISTICS = [
  ["LANGUAGE", "SQL"],
  ["DETERMINISTIC"],
  ["NOT", "DETERMINISTIC"],
  ["CONTAINS", "SQL"],
  ["READS", "SQL", "DATA"],
];

function readParameter(cursor: TokenCursor): FunctionNotes["parameters"][number] {
  const name = cursor.identifier();
  const type = typeName(readType(cursor));
  if (cursor.sees("DEFAULT")) throw cursor.refuse("CREATE FUNCTION");
  return { name, type, ...(cursor.accept("COMMENT") && { comment: cursor.string() }) };
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-drop-function */
export const DROP_FUNCTION: StatementKind = {
  words: ["DROP", "FUNCTION"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("DROP", "FUNCTION");
    const ifExists = cursor.accept("IF", "EXISTS");
    const name = resolveName(cursor.name(), run.session);
    cursor.end();
    const { catalogs, rights } = run.files;
    const notes = catalogs.functions.find(name);
    if (!notes) {
      if (ifExists) return NO_RESULT;
      throw routineNotFound(name);
    }
    catalogs.requireChangeable(name);
    rights.requireUse(run.session.userName, notes);
    rights.requireManage(run.session.userName, functionObject(notes));
    await dropFunction(run, notes);
    return NO_RESULT;
  },
};

/** With what anybody was granted on it. */
export async function dropFunction(run: StatementRun, notes: FunctionNotes): Promise<void> {
  await deleteFunction(run.connection, notes);
  run.onCommit(() => {
    run.files.catalogs.functions.drop(notes);
    run.files.rights.forget(functionObject(notes));
  });
}

function alreadyExists(name: TableName): SqlError {
  return new SqlError(
    "ROUTINE_ALREADY_EXISTS",
    "42723",
    `Cannot create the routine ${displayName(name)} because a routine of that name already exists. Specify a different name, drop or replace the existing routine, or add the IF NOT EXISTS clause to tolerate a pre-existing routine.`,
  );
}

export function routineNotFound(name: TableName): SqlError {
  return new SqlError(
    "ROUTINE_NOT_FOUND",
    "42883",
    `The routine ${displayName(name)} cannot be found. Verify the spelling and correctness of the schema and catalog. To tolerate the error on drop use DROP FUNCTION IF EXISTS.`,
  );
}

function parameterInFunction(): SqlError {
  return new SqlError(
    "UNSUPPORTED_FEATURE.PARAMETER_MARKER_IN_UNEXPECTED_STATEMENT",
    "0A000",
    "The feature is not supported: Parameter markers are not allowed in the body of CREATE FUNCTION.",
  );
}
