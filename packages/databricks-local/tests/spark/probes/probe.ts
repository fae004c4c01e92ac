/** How a statement came to be: `KINDS` says what each means. */
export type ProbeKind = keyof typeof KINDS;

export const KINDS = {
  lit: "arguments are literals",
  col: "arguments are columns of a VALUES relation",
  fuzz: "NULL, wrong types and wrong counts in each place",
  raw: "operators and casts",
  agg: "aggregates and windows over small relations",
  alert: "shapes of alert queries",
  query: "other queries",
  corpus: "the statements of tests/testdata/sql that need no table, no bound value and no clock",
  text: "how values are written in texts",
  col2: "columns of two types beside each other",
  names: "what a column without an alias is called",
  story: "statements that change tables and read them again, one after another",
} as const;

/** A statement that both are asked. */
export interface Probe {
  /** The heading that it is counted under. */
  readonly family: string;
  readonly kind: ProbeKind;
  /** The function, operator or group. */
  readonly of: string;
  readonly sql: string;
}

/** Whether the order of the rows is part of the answer: an ORDER BY outside of all brackets. */
export function isOrdered(sql: string): boolean {
  let text = sql.replace(/'(?:[^'\\]|\\.|'')*'|`[^`]*`/gs, "''");
  for (let before = ""; before !== text;) {
    before = text;
    text = text.replace(/\([^()]*\)/g, "");
  }
  return /\b(order|sort)\s+by\b/i.test(text);
}
