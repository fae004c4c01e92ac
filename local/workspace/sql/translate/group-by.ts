import { unsupported } from "../sql-faults";
import { KNOWN_FUNCTIONS } from "../functions/known-functions";
import { SyntaxNode, type Json } from "../syntax/syntax-node";
import { CALL_SHAPES } from "./call-shapes";
import type { Translator } from "./translator";

export function groupBy(node: SyntaxNode, translator: Translator): string {
  const clause = node.optionalPart("group_by");
  if (!clause) return "";
  if (clause.raw("all") === true) return node.has("qualify") ? groupedPositions(node) : " GROUP BY ALL";
  clause.ignore("all");
  const items = clause.nodes("expressions").map((item) => {
    if (item.kind !== "function") return translator.expression(item);
    const name = item.copy().text("name").toUpperCase();
    if (name === "GROUPING SETS") throw unsupported("GROUPING SETS");
    if (name !== "ROLLUP" && name !== "CUBE") return translator.expression(item);
    return `${name} (${translator.expressions(item.nodes("args"))})`;
  });
  return ` GROUP BY ${items.join(", ")}`;
}

/** DuckDB refuses QUALIFY behind GROUP BY ALL: name the select items that hold no aggregate. */
function groupedPositions(node: SyntaxNode): string {
  const positions = node
    .rawNodes("expressions")
    .flatMap((item, index) => (hasAggregate(item) ? [] : [index + 1]));
  return positions.length === 0 ? "" : ` GROUP BY ${positions.join(", ")}`;
}

function hasAggregate(json: Json): boolean {
  if (Array.isArray(json)) return (json as readonly Json[]).some(hasAggregate);
  if (typeof json !== "object" || json === null) return false;
  return Object.entries(json).some(
    ([kind, value]: [string, Json]) => isAggregate(kind, value) || hasAggregate(value),
  );
}

function isAggregate(kind: string, value: Json): boolean {
  if (kind === "count") return true;
  if (kind === "function" || kind === "aggregate_function") {
    const name = new SyntaxNode(kind, value).optionalText("name")?.toLowerCase() ?? "";
    return KNOWN_FUNCTIONS[name]?.kind === "aggregate";
  }
  const shape = CALL_SHAPES[kind];
  return shape !== undefined && KNOWN_FUNCTIONS[shape.name ?? kind]?.kind === "aggregate";
}
