import type { SyntaxNode } from "../syntax/syntax-node";

/** Whether the select list opens a struct column (`SELECT o.*`, and no relation is called `o`). */
export function opensStruct(select: SyntaxNode): boolean {
  const look = select.copy();
  const stars = look.nodes("expressions").flatMap((item) => {
    const table = item.kind === "star" ? item.optionalPart("table") : undefined;
    return table ? [table.text("name").toLowerCase()] : [];
  });
  if (stars.length === 0) return false;
  const relations = look.optionalPart("from")?.nodes("expressions") ?? [];
  const joined = look.partsOf("joins").map((join) => join.node("this"));
  const views = look.partsOf("lateral_views").map((view) => view.optionalPart("table_alias")?.text("name"));
  const names = new Set(
    [...[...relations, ...joined].map(relationName), ...views].map((name) => name?.toLowerCase()),
  );
  return stars.some((star) => !names.has(star));
}

function relationName(relation: SyntaxNode): string | undefined {
  const alias = relation.optionalPart("alias")?.optionalText("name");
  return alias ?? (relation.kind === "table" ? relation.part("name").text("name") : undefined);
}
