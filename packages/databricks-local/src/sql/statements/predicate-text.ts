import type { StatementText } from "../text/statement-text";

/** DESCRIBE HISTORY's `predicate` of an UPDATE or DELETE: the condition, in a JSON list. */
export function predicateParameter(text: StatementText): { predicate: string } {
  const condition = behindWhere(text);
  return { predicate: JSON.stringify(condition === undefined ? [] : [`(${condition})`]) };
}

function behindWhere(text: StatementText): string | undefined {
  const cursor = text.cursor();
  cursor.textUntil((token) => token.kind === "word" && token.text.toUpperCase() === "WHERE");
  return cursor.accept("WHERE") ? cursor.textUntil(() => false) : undefined;
}
