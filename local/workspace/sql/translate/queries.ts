import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { orderBy } from "./order";
import { nameOf } from "./references";
import { printSelect } from "./select";
import type { Translator } from "./translator";

type QueryPrinter = (node: SyntaxNode, translator: Translator) => string;

/** Every kind of query that is understood. */
export const QUERIES: Readonly<Record<string, QueryPrinter>> = {
  select: printSelect,
  union: setOperation("UNION"),
  intersect: setOperation("INTERSECT"),
  except: setOperation("EXCEPT"),
  subquery: (node, translator) => {
    if (node.has("alias")) throw unsupported("a named query outside FROM");
    return `${withClause(node, translator)}(${translator.query(node.node("this"))})${tail(node, translator)}`;
  },
  paren: (node, translator) => `(${translator.query(node.node("this"))})`,
  values: (node, translator) => valuesText(node, translator),
};

const SET_OPERATIONS = ["union", "intersect", "except"];

function setOperation(operator: string): QueryPrinter {
  return (node, translator) => {
    const head = withClause(node, translator);
    const [left, right] = [node.node("left"), node.node("right")];
    // The parser reads `a UNION b INTERSECT c` from left to right; on Databricks INTERSECT binds tighter.
    if (
      operator === "INTERSECT" &&
      [left, right].some((side) => SET_OPERATIONS.includes(side.kind) && side.kind !== "intersect")
    ) {
      throw unsupported("INTERSECT beside UNION or EXCEPT without brackets");
    }
    if (node.has("by_name") || node.has("side") || node.has("on_columns"))
      throw unsupported(`${operator} BY NAME`);
    node.ignore("distinct");
    const all = node.flag("all") ? " ALL" : "";
    return `${head}${translator.query(left)} ${operator}${all} ${translator.query(right)}${tail(node, translator)}`;
  };
}

/** `WITH a AS (…), …`, with the names declared for what follows. */
export function withClause(node: SyntaxNode, translator: Translator): string {
  const clause = node.optionalPart("with");
  if (!clause) return "";
  const recursive = clause.flag("recursive");
  const queries = clause.partsOf("ctes").map((cte) => {
    const alias = cte.part("alias");
    if (recursive) translator.declareCte(alias.text("name"));
    const columns = cte.partsOf("columns").map(nameOf);
    const text = `${nameOf(alias)}${columns.length ? `(${columns.join(", ")})` : ""} AS (${translator.query(cte.node("this"))})`;
    translator.declareCte(alias.text("name"));
    return text;
  });
  return `WITH ${recursive ? "RECURSIVE " : ""}${queries.join(", ")} `;
}

/** ORDER BY, LIMIT, OFFSET. */
export function tail(node: SyntaxNode, translator: Translator): string {
  const order = node.optionalPart("order_by");
  const limit = node.optionalPart("limit");
  const offset = node.optionalPart("offset");
  const isAll = limit?.raw("this") && limit.node("this").kind === "all";
  return [
    order ? ` ${orderBy(order.ignore("siblings").partsOf("expressions"), translator)}` : "",
    limit && isAll !== true ? ` LIMIT ${translator.expression(limit.node("this"))}` : "",
    offset ? ` OFFSET ${translator.expression(offset.node("this"))}` : "",
  ].join("");
}

/** `VALUES (…), (…)`, its columns named col1, col2, … */
export function valuesText(node: SyntaxNode, translator: Translator): string {
  const rows = node.partsOf("expressions").map((row) => row.nodes("expressions"));
  const texts = rows.map((row) => `(${translator.expressions(row)})`);
  const columns = (rows[0] ?? []).map((_, index) => `"col${index + 1}"`);
  return `SELECT * FROM (VALUES ${texts.join(", ")}) AS "values"(${columns.join(", ")})`;
}
