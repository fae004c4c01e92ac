import type { DuckDBConnection } from "@duckdb/node-api";
import { unresolvedRoutine } from "../sql-faults";
import { displayName, notesTable, type TableName } from "./physical-name";

/** A function in SQL that somebody made: `table` is its name. */
export interface FunctionNotes extends TableName {
  readonly id: string;
  readonly createdAt: string;
  readonly comment: string | undefined;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly comment?: string }[];
  /** As DESCRIBE prints it. */
  readonly returns: string;
  /** An expression or a query, as it was written. */
  readonly body: string;
  /** Where the body's names are looked for: the session's catalog and schema when the function was made. */
  readonly session: { readonly catalog: string; readonly schema: string };
}

/** The functions of all catalogs, in memory. */
export class Functions {
  readonly #functions = new Map<string, FunctionNotes>();

  find(name: TableName): FunctionNotes | undefined {
    return this.#functions.get(displayName(name));
  }

  require(name: TableName): FunctionNotes {
    const notes = this.find(name);
    if (!notes) throw unresolvedRoutine([name.catalog, name.schema, name.table].join("."));
    return notes;
  }

  put(notes: FunctionNotes): void {
    this.#functions.set(displayName(notes), notes);
  }

  drop(name: TableName): void {
    this.#functions.delete(displayName(name));
  }

  /** Of a schema, or of all schemas of a catalog. */
  in(catalog: string, schema?: string): FunctionNotes[] {
    return [...this.#functions.values()].filter(
      (notes) => notes.catalog === catalog && (schema === undefined || notes.schema === schema),
    );
  }
}

export async function readFunctions(
  connection: DuckDBConnection,
  catalog: string,
  functions: Functions,
): Promise<void> {
  const table = notesTable(catalog, "function_notes");
  await connection.run(
    `CREATE TABLE IF NOT EXISTS ${table} (schema_name VARCHAR, function_name VARCHAR, notes VARCHAR)`,
  );
  const reader = await connection.runAndReadAll(`SELECT notes FROM ${table}`);
  // `writeFunction` wrote them.
  for (const [text] of reader.getRows()) functions.put(JSON.parse(String(text)) as FunctionNotes);
}

export async function writeFunction(connection: DuckDBConnection, notes: FunctionNotes): Promise<void> {
  await deleteFunction(connection, notes);
  await connection.run(`INSERT INTO ${notesTable(notes.catalog, "function_notes")} VALUES ($1, $2, $3)`, [
    notes.schema,
    notes.table,
    JSON.stringify(notes),
  ]);
}

export async function deleteFunction(connection: DuckDBConnection, name: TableName): Promise<void> {
  await connection.run(
    `DELETE FROM ${notesTable(name.catalog, "function_notes")} WHERE schema_name = $1 AND function_name = $2`,
    [name.schema, name.table],
  );
}
