import { unsupported } from "../sql-faults";
import type { TableName } from "../store/physical-name";
import type { SyntaxNode } from "../syntax/syntax-node";

/** `t`, `s.t` or `c.s.t` → the full name, in lower case as Databricks keeps it. */
export function resolveName(
  parts: readonly string[],
  session: { readonly catalog: string; readonly schema: string },
): TableName {
  const [table = "", schema = session.schema, catalog = session.catalog, more] = [...parts].reverse();
  if (more !== undefined) throw unsupported(`the name ${parts.join(".")} of more than three parts`);
  return {
    catalog: catalog.toLowerCase(),
    schema: schema.toLowerCase(),
    table: table.toLowerCase(),
  };
}

/** The parts of a table's name, as written. */
export function nameParts(table: SyntaxNode): string[] {
  return ["catalog", "schema", "name"].flatMap((field) => {
    const part = table.optionalPart(field);
    return part ? [part.ignore("quoted").text("name")] : [];
  });
}
