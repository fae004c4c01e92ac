/**
 * The query of a row as what a FROM reads. It may end in a comment, which may end in a backslash: a line that is empty ends
 * that comment, too (`--\` goes on in the next line).
 *
 * @see https://github.com/apache/spark/blob/master/sql/api/src/main/antlr4/org/apache/spark/sql/catalyst/parser/SqlBaseLexer.g4
 */
export function subquery(query: string): string {
  return `(\n${query}\n\n)`;
}
