import type { SyntaxNode } from "../syntax/syntax-node";
import type { Translator } from "./translator";

/** NULLs are the smallest values: first when ascending, last when descending; DuckDB has them last always. */
export function orderBy(items: readonly SyntaxNode[], translator: Translator): string {
  const [only] = items;
  if (items.length === 1 && only && isAll(only.copy())) {
    const descending = only.flag("desc");
    only.ignore("this", "nulls_first");
    return `ORDER BY ALL ${descending ? "DESC NULLS LAST" : "ASC NULLS FIRST"}`;
  }
  const texts = items.map((item) => {
    const descending = item.flag("desc");
    const nullsFirst =
      item.has("nulls_first") || item.raw("nulls_first") === false ? item.flag("nulls_first") : !descending;
    return `${translator.expression(item.node("this"))} ${descending ? "DESC" : "ASC"} NULLS ${nullsFirst ? "FIRST" : "LAST"}`;
  });
  return `ORDER BY ${texts.join(", ")}`;
}

function isAll(item: SyntaxNode): boolean {
  const node = item.node("this");
  if (node.kind !== "column" || node.has("table")) return false;
  const name = node.part("name");
  return name.text("name").toUpperCase() === "ALL" && !name.flag("quoted");
}
