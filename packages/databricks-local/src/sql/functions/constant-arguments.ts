import { literalText } from "../syntax/literal-values";
import { nonFoldable } from "../types/type-faults";
import { type FunctionCall } from "./function-spec";

/** The text of an argument without columns, which Databricks asks for where the answer's type or form depends on it. */
export function constantText({ nodes, translator, name }: FunctionCall, index: number): string | null {
  const node = nodes[index];
  const literal = literalText(node);
  if (!node || literal !== undefined) return literal ?? null;
  if (node.kind === "null") return null;
  if (/"(?:column|subquery|lambda)":/.test(JSON.stringify({ [node.kind]: node })))
    throw nonFoldable(name, index);
  return translator.constant(node.copy()).text;
}
