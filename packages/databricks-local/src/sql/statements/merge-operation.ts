import type { StatementText } from "../text/statement-text";
import type { Operation } from "./keep-version";
import type { MergeClause, MergeSide } from "./merge-clause";
import type { ChangeCounts } from "./stage";

/** A MERGE in the words of DESCRIBE HISTORY. */
export function mergeOperation(
  text: StatementText,
  clauses: readonly MergeClause[],
  { updated, deleted, inserted }: ChangeCounts,
): Operation {
  const actions = (side: MergeSide) =>
    JSON.stringify(
      clauses.filter((clause) => clause.side === side).map(({ change }) => ({ actionType: change })),
    );
  return {
    operation: "MERGE",
    parameters: {
      predicate: JSON.stringify([`(${onCondition(text)})`]),
      matchedPredicates: actions("both"),
      notMatchedPredicates: actions("source"),
      notMatchedBySourcePredicates: actions("target"),
    },
    metrics: {
      numTargetRowsInserted: String(inserted),
      numTargetRowsUpdated: String(updated),
      numTargetRowsDeleted: String(deleted),
      numOutputRows: String(updated + inserted),
    },
  };
}

function onCondition(text: StatementText): string {
  const cursor = text.cursor();
  const isWord = (word: string) => (token: { readonly kind: string; readonly text: string }) =>
    token.kind === "word" && token.text.toUpperCase() === word;
  cursor.textUntil(isWord("ON"));
  cursor.expect("ON");
  return cursor.textUntil(isWord("WHEN"));
}
