const SHOWN_CHARACTERS = 200;

/** The statement's beginning on one line, for an error text. It holds markers, never values. */
export function describeStatement(sql: string): string {
  const line = sql.replace(/\s+/g, " ").trim();
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
}
