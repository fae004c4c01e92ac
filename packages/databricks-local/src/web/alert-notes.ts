import { readFileSync } from "node:fs";
import type { AlertBody } from "../alerts/alert-shape";
import { type SqlEngine, SqlError, type SqlSession } from "../sql/sql-engine";
import { cellText } from "../statements/cell-text";

/** What the project says of an alert, such as "Silenced", "until noon: migration". */
export interface AlertNote {
  readonly label: string;
  readonly text: string;
}

export interface AlertNotesAnswer {
  /** Alert's id → its notes. */
  readonly notes: Readonly<Record<string, readonly AlertNote[]>>;
  /** What could not be read, and why. */
  readonly problems: readonly string[];
}

/** What the project's tables may lack before somebody makes them. */
const NOT_THERE = /^(?:TABLE_OR_VIEW_NOT_FOUND|SCHEMA_NOT_FOUND|NO_SUCH_CATALOG_EXCEPTION|UNRESOLVED_COLUMN)/;
const MAX_TEXT_LENGTH = 300;

/**
 * What the project's own queries say of alerts, for the page: the workspace knows of none of its tables. Each gives rows of an
 * alert's id, a label and a text; a fourth column holds what the alert's name or query must have for that to be true of it,
 * or NULL: rows may say already what is not deployed yet. A query of tables that are not there says nothing.
 */
export class AlertNotes {
  readonly #engine: SqlEngine;
  readonly #files: readonly string[];
  readonly #userName: string;

  /** @param engine asked directly: faults that are to be shown to clients wait for their statements */
  constructor(engine: SqlEngine, files: readonly string[], userName: string) {
    this.#engine = engine;
    this.#files = files;
    this.#userName = userName;
  }

  async read(alerts: readonly AlertBody[]): Promise<AlertNotesAnswer> {
    if (this.#files.length === 0) return { notes: {}, problems: [] };
    const notes = new Map<string, AlertNote[]>();
    const problems: string[] = [];
    const byId = new Map(alerts.map((alert) => [alert.id ?? "", alert]));
    const session = await this.#engine.openSession({ userName: this.#userName });
    try {
      for (const file of this.#files) {
        const answer = await rowsOf(session, file);
        if (typeof answer === "string") problems.push(answer);
        else for (const row of answer) note(notes, byId, row);
      }
    } finally {
      await session.close();
    }
    return { notes: Object.fromEntries(notes), problems };
  }
}

type TextRow = readonly (string | null)[];

/** The rows; or what is wrong. */
async function rowsOf(session: SqlSession, file: string): Promise<readonly TextRow[] | string> {
  try {
    const { columns, rows } = await session.execute(readFileSync(file, "utf8"));
    return rows.map((row) => row.map((cell, index) => cellText(cell, columns[index]?.type ?? "")));
  } catch (error) {
    if (error instanceof SqlError && NOT_THERE.test(error.errorClass)) return [];
    if (!(error instanceof SqlError || (error instanceof Error && "syscall" in error))) throw error;
    return `The notes of ${file} cannot be read: ${error.message}`;
  }
}

function note(
  notes: Map<string, AlertNote[]>,
  alerts: ReadonlyMap<string, AlertBody>,
  [id, label, text, has]: TextRow,
): void {
  const alert = alerts.get(id ?? "");
  if (alert?.id === undefined || !label) return;
  if (has && !alert.display_name.includes(has) && !alert.query_text.includes(has)) return;
  const cut = (said: string) =>
    said.length > MAX_TEXT_LENGTH ? `${said.slice(0, MAX_TEXT_LENGTH - 1)}…` : said;
  notes.set(alert.id, [...(notes.get(alert.id) ?? []), { label: cut(label), text: cut(text ?? "") }]);
}

/** What a query says of itself: the comment that it begins with. */
export function leadingComment(query: string): string | null {
  const [, block, line] = /^\s*(?:\/\*(?!\+)([^]*?)\*\/|--([^\n]*))/.exec(query) ?? [];
  const text = (block ?? line ?? "").replaceAll(/\s+/g, " ").trim();
  if (text === "") return null;
  return text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH - 1)}…` : text;
}
