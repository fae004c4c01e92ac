import { columnCountMismatch, unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { commonType } from "../types/coercion";
import { tail, valuesText, withClause } from "./query-parts";
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
    )
      throw unsupported("INTERSECT beside UNION or EXCEPT without brackets");

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
