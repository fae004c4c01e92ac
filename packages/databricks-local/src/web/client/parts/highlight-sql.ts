export type SqlPieceKind = "keyword" | "string" | "number" | "comment" | "name" | "marker" | "text";

export interface SqlPiece {
  readonly kind: SqlPieceKind;
  readonly text: string;
}

const KEYWORDS = new Set(
  (
    "ALL ALTER AND AS ASC BETWEEN BY CASE CAST CREATE CROSS DELETE DESC DESCRIBE DISTINCT DROP ELSE END EXCEPT EXISTS " +
    "FALSE FILTER FROM FULL GROUP HAVING IN INNER INSERT INTERSECT INTERVAL INTO IS JOIN LATERAL LEFT LIKE LIMIT MATCHED " +
    "MERGE NOT NULL ON OR ORDER OUTER OVER PARTITION QUALIFY RIGHT SELECT SET SHOW TABLE THEN TRUE UNION UPDATE USING " +
    "VALUES VIEW WHEN WHERE WINDOW WITH"
  ).split(" "),
);

/** In this order, so that a quote inside a comment is no string. */
const PIECES: readonly [kind: SqlPieceKind, pattern: string][] = [
  ["comment", String.raw`--[^\n]*|/\*[\s\S]*?(?:\*/|$)`],
  ["string", String.raw`'(?:[^'\\]|\\[\s\S])*(?:'|$)`],
  ["name", String.raw`${"`"}[^${"`"}]*(?:${"`"}|$)`],
  ["marker", String.raw`:[A-Za-z_]\w*`],
  ["number", String.raw`\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b`],
  ["keyword", String.raw`[A-Za-z_]\w*`],
];

/** SQL in pieces to be coloured; put together they are the text as it was. */
export function highlightSql(sql: string): SqlPiece[] {
  const pattern = new RegExp(PIECES.map(([, source]) => `(${source})`).join("|"), "g");
  const pieces: SqlPiece[] = [];
  let end = 0;
  for (const match of sql.matchAll(pattern)) {
    if (match.index > end) pieces.push({ kind: "text", text: sql.slice(end, match.index) });
    const [text, ...groups] = match;
    const kind = PIECES[groups.findIndex((group) => group !== undefined)]?.[0] ?? "text";
    const isWord = kind === "keyword" && !KEYWORDS.has(text.toUpperCase());
    pieces.push({ kind: isWord ? "text" : kind, text });
    end = match.index + text.length;
  }
  if (end < sql.length) pieces.push({ kind: "text", text: sql.slice(end) });
  return pieces;
}
