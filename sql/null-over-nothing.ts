import { isNullOverNothing as isNullAggregate } from "./aggregates";
import { columnExpression } from "./column-origin";
import { argumentsOf, nameOf } from "./function-calls";
import { inputRows } from "./result-rows";
import type { SelectScope } from "./select-scopes";
import type { Expression, FunctionNode } from "./tree";

/** Functions that are NULL as soon as one of their arguments is. */
const STRICT = new Set(
  `abs bigint bround ceil ceiling date_diff datediff decimal double float floor int log log10 pow power round sqrt
  timestampdiff try_add try_divide try_multiply try_subtract unix_timestamp to_unix_timestamp`.split(/\s+/),
);
const COALESCING = new Set(["coalesce", "ifnull", "nvl"]);
const ARITHMETIC = new Set(["Plus", "Minus", "Multiply", "Divide", "Modulo"]);

/**
 * The aggregate that makes the figure NULL, in the one row that there is, where no row meets a condition:
 * `max` of `SELECT round(max(x), 1) FROM t WHERE …`. Not of a table without a condition, which would have to be empty.
 */
export function nullOverNothing(expression: Expression, scope: SelectScope): string | undefined {
  const { Nested, Cast, UnaryOp, BinaryOp, Identifier, CompoundIdentifier, Function: call } = expression;
  const floor = roundedDown(expression);
  const inner = Nested ?? Cast?.expr ?? UnaryOp?.expr ?? floor;
  if (inner) return nullOverNothing(inner, scope);

  if (BinaryOp) {
    return ARITHMETIC.has(BinaryOp.op)
      ? (nullOverNothing(BinaryOp.left, scope) ?? nullOverNothing(BinaryOp.right, scope))
      : undefined;
  }
  if (call) return ofCall(call, scope);

  const name = (Identifier ?? CompoundIdentifier?.at(-1))?.value;
  return name === undefined ? undefined : passedOn(name, CompoundIdentifier?.[0]?.value, scope);
}

/** The parser has nodes of their own for these two. */
function roundedDown(expression: Expression): Expression | undefined {
  return (expression.Floor ?? expression.Ceil)?.expr;
}

function ofCall(call: FunctionNode, scope: SelectScope): string | undefined {
  const name = nameOf(call);
  if (isNullAggregate(call)) return isFiltered(scope) ? name : undefined;

  const found = (argumentsOf(call) ?? []).map((argument) => nullOverNothing(argument, scope));
  if (COALESCING.has(name)) return found.every((each) => each !== undefined) ? found[0] : undefined;

  const first = name === "nullif" ? found[0] : undefined;
  return STRICT.has(name) ? found.find((each) => each !== undefined) : first;
}

/** Whether a condition can leave nothing, here or in a query that is read. */
function isFiltered(scope: SelectScope): boolean {
  return (
    inputRows(scope).least === 0 &&
    (scope.conditions.length > 0 ||
      scope.sources.some(({ scopes }) =>
        scopes.some((inner) => inner.select.having !== undefined || isFiltered(inner)),
      ))
  );
}

/** Through queries that give one row whatever there is, the figure is handed on as it is. */
function passedOn(name: string, qualifier: string | undefined, { sources }: SelectScope): string | undefined {
  const named = sources.filter(({ alias }) => alias === qualifier?.toLowerCase());
  const [source, ...others] = named.length > 0 ? named : sources;
  const [inner, ...more] = source?.scopes ?? [];
  const column = inner && others.length + more.length === 0 ? columnExpression(name, inner) : undefined;
  return column && column.expression.Identifier === undefined
    ? nullOverNothing(column.expression, column.scope)
    : undefined;
}
