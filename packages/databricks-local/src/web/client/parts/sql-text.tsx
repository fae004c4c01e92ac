import { highlightSql } from "./highlight-sql";

/** SQL, lightly coloured. */
export function SqlText({ sql }: { readonly sql: string }) {
  return (
    <code class="sql">
      {highlightSql(sql).map(({ kind, text }, index) =>
        kind === "text" ? (
          text
        ) : (
          <span key={index} class={`sql-${kind}`}>
            {text}
          </span>
        ),
      )}
    </code>
  );
}
