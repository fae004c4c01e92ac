import { literalText } from "../syntax/literal-values";
import { nonFoldable } from "../types/type-faults";
import { type FunctionCall } from "./function-spec";

/** The text of an argument without columns, which Databricks asks for where the answer's type or form depends on it. */
export function constantText(call: FunctionCall, index: number): string | null {
  const text = foldable(call, index);
  if (text === undefined) throw nonFoldable(call.name, index);
  return text;
}

/** The same; undefined: the argument depends on a row. */
export function foldable({ nodes, translator }: FunctionCall, index: number): string | null | undefined {
  const node = nodes[index];
  const literal = literalText(node);
  if (!node || literal !== undefined) return literal ?? null;
  if (node.kind === "null") return null;
  if (/"(?:column|subquery|lambda)":/.test(JSON.stringify({ [node.kind]: node }))) return undefined;
  return translator.constant(node.copy()).text;
}
