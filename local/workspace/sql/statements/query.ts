import { resultOf, type StatementKind, type StatementRun } from "./statement-run";

async function run(statement: StatementRun) {
  const tree = statement.parse();
  return resultOf(await statement.translated((translator) => translator.query(tree)));
}

/** SELECT and what else gives rows. */
export const QUERY_STATEMENTS: readonly StatementKind[] = ["SELECT", "WITH", "VALUES", "FROM", "("].map(
  (word) => ({ words: [word], writes: false, run }),
);
