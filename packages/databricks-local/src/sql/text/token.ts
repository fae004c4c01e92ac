export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "parameter" | "marker" | "symbol";
  /** As written. */
  readonly text: string;
  /** Without quotes, escapes resolved; a parameter's name without its colon. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}
