import type { StatementText } from "../text/statement-text";
import { resultOf, type StatementKind, type StatementRun } from "./statement-run";

const FIRST_WORDS = ["SELECT", "WITH", "VALUES", "FROM", "("];

async function run(statement: StatementRun) {
  const tree = statement.parse();
  return resultOf(await statement.translated((translator) => translator.query(tree)));
}

/** SELECT and what else gives rows. */
export const QUERY_STATEMENTS: readonly StatementKind[] = FIRST_WORDS.map((word) => ({
  words: [word],
  writes: false,
  run,
}));

export function isQuery(text: StatementText): boolean {
  const cursor = text.cursor();
  return FIRST_WORDS.some((word) => cursor.sees(word));
}
