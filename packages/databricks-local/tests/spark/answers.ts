/** A value as `record.py` writes it. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [field: string]: Value };

export type Column = readonly [name: string, type: string];

export interface Rows {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
}

export interface Failure {
  readonly errorClass: string;
  readonly sqlState: string | null;
  readonly message: string;
}

export type Answer = Rows | Failure;

/** An answer as it stands in a line: rows behind columns, or the three parts of a failure. */
export type AnswerLine =
  | readonly [columns: readonly Column[], rows: readonly (readonly Value[])[]]
  | readonly [errorClass: string, sqlState: string | null, message: string];

export function answerOf(line: AnswerLine): Answer {
  if (line.length === 2) return { columns: line[0], rows: line[1] };
  const [errorClass, sqlState, message] = line;
  return { errorClass, sqlState, message };
}

export function isFailure(answer: Answer): answer is Failure {
  return "errorClass" in answer;
}
