/** One SQL statement with its bound values: the text holds `:name` markers, never a value. */
export interface Statement {
  readonly sql: string;
  readonly parameters?: Readonly<Record<string, string | number | boolean | null>>;
}
