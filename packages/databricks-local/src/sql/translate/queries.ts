import { SqlError } from "../sql-engine";
import { columnCountMismatch, unsupported } from "../sql-faults";
import { type Json, SyntaxNode } from "../syntax/syntax-node";
import { comparableType, isSame } from "../types/coercion";
import { requireNoVariants } from "../types/ordered";
import { identifier, type SqlType, typeName } from "../types/sql-type";
import { castTo } from "./cast";
import { describedTable } from "./described-tables";
import { tail, valuesText, withClause } from "./query-parts";
import { printSelect } from "./select";
import type { Translator } from "./translator";
import { typed, type TypedQuery } from "./typed";

type QueryPrinter = (node: SyntaxNode, translator: Translator) => TypedQuery;

/** Every kind of query that is understood. */
export const QUERIES: Readonly<Record<string, QueryPrinter>> = {
  describe: describedTable,
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

function setOperation(operator: string): QueryPrinter {
  return (node, translator) => {
    const rotated = rotatedIntersection(node, operator);
    if (rotated) {
      node.ignore(...node.fields);
      return translator.typedQuery(rotated);
    }
    const head = withClause(node, translator);
    const [left, right] = [node.node("left"), node.node("right")];

    if (node.has("by_name") || node.has("side") || node.has("on_columns"))
      throw unsupported(`${operator} BY NAME`);
    node.ignore("distinct");
    const all = node.flag("all") ? " ALL" : "";
    const [first, second] = [translator.typedQuery(left), translator.typedQuery(right)];
    const columns = meeting(operator + all, first.columns, second.columns);
    translator.scope.relations.push({ name: undefined, columns });
    return {
      text: `${head}${asColumns(first, columns)} ${operator}${all} ${asColumns(second, columns)}${tail(node, translator)}`,
      columns,
    };
  };
}

/** The parser reads `a UNION b INTERSECT c` from left to right; on Databricks INTERSECT binds tighter. */
function rotatedIntersection(node: SyntaxNode, operator: string): SyntaxNode | undefined {
  if (operator !== "INTERSECT") return undefined;
  const outer = node.copy().toJSON() as Record<string, Json>; // a node's fields are a record
  const left = node.copy().node("left");
  if (left.kind !== "union" && left.kind !== "except") return undefined;
  const inner = left.toJSON() as Record<string, Json>;
  const { order_by = null, limit = null, offset = null, with: clause = null, ...rest } = outer;
  const intersect = { ...rest, left: inner.right ?? null };
  return new SyntaxNode(left.kind, { ...inner, right: { intersect }, order_by, limit, offset, with: clause });
}

function mapInSetOperation(name: string): SqlError {
  return new SqlError(
    "UNSUPPORTED_FEATURE.SET_OPERATION_ON_MAP_TYPE",
    "0A000",
    `Cannot have MAP type columns in a set operation, but the column ${name} is one.`,
  );
}

/** The columns of a set operation: the first query's names, and the types in which both meet. */
function meeting(
  operator: string,
  a: TypedQuery["columns"],
  b: TypedQuery["columns"],
): TypedQuery["columns"] {
  if (a && b && a.length !== b.length) throw columnCountMismatch(operator, a.length, b.length);
  if (operator !== "UNION ALL") requireNoVariants(a ?? []);
  return a?.map(({ name, type }, index) => {
    const other = b?.[index]?.type;
    if (!type || !other) return { name, type: undefined };
    if (operator !== "UNION ALL" && type.kind === "map") throw mapInSetOperation(name);
    const met = comparableType(type, other);
    if (!met) throw incompatibleColumn(operator, index, type, other);
    return { name, type: met };
  });
}

/** A query whose columns have the given types. */
function asColumns(query: TypedQuery, wanted: TypedQuery["columns"]): string {
  const isAsIs = query.columns?.every(({ type }, index) => {
    const other = wanted?.[index]?.type;
    return !type || !other || isSame(type, other);
  });
  if (isAsIs ?? true) return query.text;
  const names = query.columns?.map((_, index) => identifier(`c${index}`)) ?? [];
  const list = query.columns?.map(({ type }, index) => {
    const target = wanted?.[index]?.type;
    const column = typed(names[index] ?? "", type);
    return `${target ? castTo(column, target).text : column.text} AS ${identifier(wanted?.[index]?.name ?? "")}`;
  });
  return `SELECT ${list?.join(", ") ?? "*"} FROM (${query.text}) AS "side"(${names.join(", ")})`;
}

function incompatibleColumn(operator: string, index: number, a: SqlType, b: SqlType): SqlError {
  return new SqlError(
    "INCOMPATIBLE_COLUMN_TYPE",
    "42825",
    `${operator} can only be performed on tables with compatible column types. The column ${index + 1} of the second table is "${typeName(b).toUpperCase()}" type which is not compatible with "${typeName(a).toUpperCase()}" at the same column of the first table.`,
  );
}
