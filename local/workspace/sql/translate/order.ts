import type { SyntaxNode } from "../syntax/syntax-node";
import type { Translator } from "./translator";

/** NULLs are the smallest values: first when ascending, last when descending; DuckDB has them last always. */
export function orderBy(items: readonly SyntaxNode[], translator: Translator): string {
  const texts = items.map((item) => {
    const descending = item.flag("desc");
    const nullsFirst =
      item.has("nulls_first") || item.raw("nulls_first") === false ? item.flag("nulls_first") : !descending;
    return `${translator.expression(item.node("this"))} ${descending ? "DESC" : "ASC"} NULLS ${nullsFirst ? "FIRST" : "LAST"}`;
  });
  return `ORDER BY ${texts.join(", ")}`;
}
