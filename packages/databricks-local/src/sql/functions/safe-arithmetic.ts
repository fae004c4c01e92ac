import { computed, literalDecimal } from "../translate/arithmetic";
import { LAMBDA_VALUE, lambda, typed } from "../translate/typed";
import { isFractional, isInteger } from "../types/coercion";
import { duckDbType } from "../types/sql-type";
import { type FunctionCall, type FunctionSpec, scalar } from "./function-spec";
import { takesAny } from "./takes";

export type Operator = Parameters<typeof computed>[0];

/** What the operator gives of a call's two arguments. */
export function result(operator: Operator, { args: [a = "", b = ""], types, nodes }: FunctionCall) {
  return computed(
    operator,
    literalDecimal(typed(a, types[0]), nodes[0]),
    literalDecimal(typed(b, types[1]), nodes[1]),
  );
}

/** The function of an operator. */
export function binary(operator: Operator): FunctionSpec {
  return scalar(
    takesAny(2),
    (_, call) => result(operator, call).text,
    (call) => result(operator, call).type,
  );
}

/** NULL where the operator itself would fail. */
export function attempt(operator: Operator): FunctionSpec {
  return scalar(
    takesAny(2),
    ([a = "", b = ""], call) => {
      const { text, type } = result(operator, call);
      if (!type || isFractional(type))
        return operator === "/" || operator === "%" ? attempted(operator, call) : text;
      const areWhole = isInteger(call.types[0]) && isInteger(call.types[1]);
      if (!areWhole || operator === "%") return attempted(operator, call);
      // Computed with room to spare, then fitted in.
      return `TRY_CAST((CAST(${a} AS HUGEINT) ${operator} CAST(${b} AS HUGEINT)) AS ${duckDbType(type)})`;
    },
    (call) => result(operator, call).type,
  );
}

/** The arguments are computed outside of what may fail: TRY takes neither an aggregate nor a subquery. */
function attempted(operator: Operator, call: FunctionCall): string {
  const [a = "", b = ""] = call.args;
  const inner = result(operator, { ...call, args: [`${LAMBDA_VALUE}.a`, `${LAMBDA_VALUE}.b`] });
  return `list_transform([struct_pack("a" := ${a}, "b" := ${b})], ${lambda(`TRY(${inner.text})`)})[1]`;
}
