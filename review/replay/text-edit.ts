import type { TextSpan } from "../../sql/parse-query";

/** A part of a text and what comes in its place; an empty span only puts something in. */
export interface TextEdit {
  readonly span: TextSpan;
  readonly text: string;
}

/** The text with all edits, whose spans do not overlap. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (edited, { span, text: put }) => edited.slice(0, span.start) + put + edited.slice(span.end),
      text,
    );
}
