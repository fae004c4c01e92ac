import { ApiError } from "../api-error";
import { SqlError } from "../sql/sql-engine";
import { cellText } from "../statements/cell-text";
import type { Workspace } from "../workspace";

export interface TextResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Cells as the statement API writes them. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Runs statements of the page itself: they are no client's, so the request log does not show them. */
export async function askEngine<Answer>(
  { engine, userName }: Workspace,
  ask: (run: (sql: string) => Promise<TextResult>) => Promise<Answer>,
): Promise<Answer> {
  const session = await engine.openSession({ userName });
  try {
    return await ask(async (sql) => {
      const { columns, rows } = await session.execute(sql);
      const text = rows.map((row) => row.map((cell, index) => cellText(cell, columns[index]?.type ?? "")));
      return { columns, rows: text };
    });
  } catch (error) {
    throw error instanceof SqlError ? ApiError.notFound(error.message) : error;
  } finally {
    await session.close();
  }
}

export function quotedName(...parts: readonly string[]): string {
  return parts.map((part) => `\`${part.replaceAll("`", "``")}\``).join(".");
}

/** Text as a literal of Databricks SQL. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
