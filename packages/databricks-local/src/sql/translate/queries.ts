import { columnCountMismatch, unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { commonType } from "../types/common-type";
import { identifier } from "../types/sql-type";
import { orderBy } from "./order";
import { nameText } from "./references";
import { printSelect } from "./select";
import type { Translator } from "./translator";
import type { TypedQuery } from "./typed";

type QueryPrinter = (node: SyntaxNode, translator: Translator) => TypedQuery;

/** Every kind of query that is understood. */
export const QUERIES: Readonly<Record<string, QueryPrinter>> = {
  select: printSelect,
  union: setOperation("UNION"),
  intersect: setOperation("INTERSECT"),
  except: setOperation("EXCEPT"),
  subquery: (node, translator) => {
    if (node.has("alias")) throw unsupported("a named query outside FROM");
    const head = withClause(node, translator);
    const { text, columns } = translator.typedQuery(node.node("this"));
    translator.scope.relations.push({ name: undefined, columns });
    return { text: `${head}(${text})${tail(node, translator)}`, columns };
  },
  paren: (node, translator) => {
    const { text, columns } = translator.typedQuery(node.node("this"));
    return { text: `(${text})`, columns };
  },
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
    const [first, second] = [translator.typedQuery(left), translator.typedQuery(right)];
    const columns = meeting(first.columns, second.columns);
    translator.scope.relations.push({ name: undefined, columns });
    return {
      text: `${head}${first.text} ${operator}${all} ${second.text}${tail(node, translator)}`,
      columns,
    };
  };
}

/** The columns of a set operation: the first query's names, and the types in which both meet. */
function meeting(a: TypedQuery["columns"], b: TypedQuery["columns"]): TypedQuery["columns"] {
  if (a && b && a.length !== b.length) throw columnCountMismatch(a.length, b.length);
  return a?.map(({ name, type }, index) => ({
    name,
    type: b ? commonType([type, b[index]?.type]) : undefined,
  }));
}

/** `WITH a AS (…), …`, with the names declared for what follows. */
export function withClause(node: SyntaxNode, translator: Translator): string {
  const clause = node.optionalPart("with");
  if (!clause) return "";
  const recursive = clause.flag("recursive");
  const queries = clause.partsOf("ctes").map((cte) => {
    const alias = cte.part("alias");
    const name = nameText(alias);
    const given = cte.partsOf("columns").map(nameText);
    if (recursive) translator.declareCte(name, undefined);
    const { text, columns } = translator.typedQuery(cte.node("this"));
    translator.declareCte(
      name,
      columns?.map((column, index) => ({ name: given[index] ?? column.name, type: column.type })),
    );
    return `${identifier(name)}${given.length ? `(${given.map(identifier).join(", ")})` : ""} AS (${text})`;
  });
  return `WITH ${recursive ? "RECURSIVE " : ""}${queries.join(", ")} `;
}

/** ORDER BY, LIMIT, OFFSET. */
export function tail(node: SyntaxNode, translator: Translator): string {
  const order = node.optionalPart("order_by");
  const limit = node.optionalPart("limit");
  const offset = node.optionalPart("offset");
  const isAll = limit !== undefined && isLimitAll(limit.node("this"));
  return [
    order ? ` ${orderBy(order.ignore("siblings").partsOf("expressions"), translator)}` : "",
    limit && !isAll ? ` LIMIT ${translator.expression(limit.node("this"))}` : "",
    offset ? ` OFFSET ${translator.expression(offset.node("this"))}` : "",
  ].join("");
}

/** The parser reads `LIMIT ALL` as a column of that name. */
function isLimitAll(node: SyntaxNode): boolean {
  if (node.kind === "all") return true;
  return node.kind === "column" && node.copy().part("name").text("name").toUpperCase() === "ALL";
}

/** `VALUES (…), (…)`, its columns named col1, col2, … */
export function valuesText(node: SyntaxNode, translator: Translator): TypedQuery {
  const rows = node
    .partsOf("expressions")
    .map((row) => row.nodes("expressions").map((cell) => translator.typed(cell)));
  const texts = rows.map((row) => `(${row.map(({ text }) => text).join(", ")})`);
  const columns = (rows[0] ?? []).map((_, index) => ({
    name: `col${index + 1}`,
    type: commonType(rows.map((row) => row[index]?.type)),
  }));
  const names = columns.map(({ name }) => identifier(name)).join(", ");
  return { text: `SELECT * FROM (VALUES ${texts.join(", ")}) AS "values"(${names})`, columns };
}
