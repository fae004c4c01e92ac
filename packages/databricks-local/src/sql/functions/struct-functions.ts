import { wrongArgumentCount } from "../sql-faults";
import { isSimple } from "../types/coercion";
import { identifier, simpleType, type SqlType } from "../types/sql-type";
import { refuseRepeatedFields, typeMismatch } from "../types/type-faults";
import { foldable } from "./constant-arguments";
import { type FunctionCall, type FunctionTable, scalar } from "./function-spec";
import { takesAny } from "./takes";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#miscellaneous-functions */
export const STRUCT_FUNCTIONS: FunctionTable = {
  named_struct: scalar(takesAny(2, Infinity), namedStruct, namedStructType),
  struct: scalar(takesAny(1, Infinity), struct, (call) => ({ kind: "struct", fields: structFields(call) })),
};

function namedStruct(args: readonly string[], call: FunctionCall): string {
  if (args.length % 2 === 1) throw wrongArgumentCount("named_struct", "2n (n > 0)", args.length);
  const fields: string[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) fields.push(fieldName(call, index));
  refuseRepeatedFields(fields);
  return `struct_pack(${fields.map((name, index) => `${identifier(name)} := ${args[2 * index + 1] ?? ""}`).join(", ")})`;
}

function fieldName(call: FunctionCall, index: number): string {
  const type = call.types[index];
  const name = !type || isSimple(type, "string") ? foldable(call, index) : undefined;
  if (typeof name === "string") return name;
  throw typeMismatch(
    "CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING",
    "Only foldable `STRING` expressions are allowed to appear at odd position.",
  );
}

function namedStructType(call: FunctionCall): SqlType | undefined {
  const fields = call.types.flatMap((type, index) =>
    index % 2 === 1 && type ? [{ name: fieldName(call, index - 1), type }] : [],
  );
  return fields.length * 2 === call.types.length ? { kind: "struct", fields } : undefined;
}

/** Fields are named by their alias or column, else `col1`, `col2`, … */
function structNames(call: FunctionCall): string[] {
  const names = call.nodes.map((node, index) => {
    const look = node.copy();
    if (look.kind === "alias") return look.part("alias").text("name");
    if (look.kind === "column") return look.part("name").text("name");
    return look.kind === "dot" ? look.part("field").text("name") : `col${index + 1}`;
  });
  // DuckDB's structs have no two fields of one name; who compares tuples does not ask for names.
  return names.map((name, index) => (names.indexOf(name) === index ? name : `col${index + 1}`));
}

function struct(args: readonly string[], call: FunctionCall): string {
  const names = structNames(call);
  return `struct_pack(${args.map((arg, index) => `${identifier(names[index] ?? "")} := ${arg}`).join(", ")})`;
}

function structFields(call: FunctionCall) {
  const names = structNames(call);
  return call.types.map((type, index) => ({ name: names[index] ?? "", type: type ?? simpleType("void") }));
}
