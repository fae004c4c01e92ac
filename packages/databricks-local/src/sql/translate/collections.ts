import { unsupported } from "../sql-faults";
import { isInteger, isSimple } from "../types/common-type";
import { simpleType } from "../types/sql-type";
import type { ExpressionPrinter } from "./expressions";
import { jsonPath } from "./json-path";
import { textLiteral } from "./text-literal";
import { typed } from "./typed";

/** Elements of arrays, maps and JSON texts. */
export const COLLECTIONS: Readonly<Record<string, ExpressionPrinter>> = {
  subscript: (node, translator) => {
    const base = translator.typed(node.node("this"));
    const key = translator.typed(node.node("index"));
    if (base.type?.kind === "map") return typed(`(${base.text})[${key.text}]`, base.type.value);
    const element = base.type?.kind === "array" ? base.type.element : undefined;
    // DuckDB counts from 1 in arrays, Databricks from 0; where the collection's type is not known, the index tells.
    if (element || isInteger(key.type))
      return typed(`memory.main.dbx_array_at(${base.text}, ${key.text})`, element);
    if (isSimple(key.type, "string")) return typed(`(${base.text})[${key.text}]`, undefined);
    throw unsupported("an index of unknown type into a collection of unknown type; use element_at");
  },
  // `raw:owner.name`, `raw:items[0]`, `raw:['a key']`
  j_s_o_n_extract: (node, translator) => {
    node.ignore("variant_extract");
    const path = node.node("expression").ignore("literal_type").text("value");
    const json = translator.expression(node.node("this"));
    return typed(jsonPath(json, textLiteral(`$.${path}`)), simpleType("string"));
  },
};
