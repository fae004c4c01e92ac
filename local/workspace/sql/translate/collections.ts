import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { ExpressionPrinter } from "./expressions";
import { nameOf } from "./references";
import type { Translator } from "./translator";

/** Elements of arrays and maps, and lambdas. */
export const COLLECTIONS: Readonly<Record<string, ExpressionPrinter>> = {
  subscript: (node, translator) => {
    const index = node.node("index");
    const isKey = isTextual(index, translator);
    const base = translator.expression(node.node("this"));
    const key = translator.expression(index);
    return isKey ? `(${base})[${key}]` : `memory.main.dbx_array_at(${base}, ${key})`;
  },
  lambda: (node, translator) => {
    const names = node.partsOf("parameters").map(nameOf);
    const [first = "", ...others] = names;
    const parameters = others.length === 0 ? first : `(${names.join(", ")})`;
    return `lambda ${parameters.replace(/^\(|\)$/g, "")}: ${translator.expression(node.node("body"))}`;
  },
};

/** DuckDB counts from 1 in arrays, Databricks from 0; what the index is tells an array from a map. */
function isTextual(index: SyntaxNode, translator: Translator): boolean {
  if (index.kind === "paren") return isTextual(index.copy().node("this"), translator);
  if (index.kind === "literal") {
    const type = index.text("literal_type");
    if (type === "string" || type === "number") return type === "string";
  }
  if (index.kind === "parameter") {
    const type = translator.surroundings.parameters.typeOf(index.text("name"));
    return type.kind === "simple" && type.name === "string";
  }
  throw unsupported("an index that is neither a literal nor a parameter; use element_at");
}
