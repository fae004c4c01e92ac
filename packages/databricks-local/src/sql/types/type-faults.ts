import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { isInteger, isNumeric, isSimple } from "./coercion";
import { type Wanted } from "./implicit-cast";
import { type SqlType, typeName } from "./sql-type";

/**
 * Types that do not fit: the subclasses of DATATYPE_MISMATCH.
 *
 * @see https://docs.databricks.com/aws/en/error-messages/datatype-mismatch-error-class
 */
export function typeMismatch(subclass: string, why: string): SqlError {
  return new SqlError(`DATATYPE_MISMATCH.${subclass}`, "42K09", why);
}

/** Where a function says the same it names that; where only the old rules had a cast, the setting. */
export function impossibleCast(from: SqlType, to: SqlType): SqlError {
  const isByFunction =
    (isNumeric(from) && isSimple(to, "date")) || (isNumeric(to) && isSimple(from, "date", "timestamp"));
  const isByOldRules =
    (isSimple(from, "boolean") && isSimple(to, "timestamp")) ||
    (isSimple(from, "date", "timestamp") && isSimple(to, "boolean")) ||
    (isInteger(from) && isSimple(to, "binary"));
  const subclass = isByFunction
    ? "CAST_WITH_FUNC_SUGGESTION"
    : isByOldRules
      ? "CAST_WITH_CONF_SUGGESTION"
      : "CAST_WITHOUT_SUGGESTION";
  return typeMismatch(subclass, `Cannot cast ${shown(from)} to ${shown(to)}.`);
}

const PLACES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"];

/** An argument that no silent cast makes fit. */
export function unexpectedInput(name: string, index: number, wanted: Wanted, actual: SqlType): SqlError {
  const all = (Array.isArray(wanted) ? (wanted as readonly Wanted[]) : [wanted]).map((one) =>
    typeof one === "string" ? `"${one.toUpperCase()}"` : shown(one as SqlType),
  );
  return typeMismatch(
    "UNEXPECTED_INPUT_TYPE",
    `The ${PLACES[index] ?? `${index + 1}th`} parameter of ${name} requires the ${all.join(" or ")} type, however it has the type ${shown(actual)}.`,
  );
}

/** Operands whose type the operator does not take: of one type, or made so by reading a text. */
export function operandsRefused(operator: string, wanted: string, a: SqlType, b: SqlType): SqlError {
  const isRead = isSimple(a, "string") !== isSimple(b, "string");
  // Beside a DOUBLE a DECIMAL is one before the operator is looked at.
  const isDouble =
    [a, b].some((type) => type.kind === "decimal") && isSimple(a.kind === "decimal" ? b : a, "double");
  const isOne = typeName(a) === typeName(b);
  return isOne || isRead || isDouble
    ? wrongOperands(operator, wanted, isSimple(a, "string") ? b : a)
    : operandsDiffer(operator, a, b);
}

/** An argument that must not depend on a row. */
export function nonFoldable(name: string, index: number): SqlError {
  return typeMismatch(
    "NON_FOLDABLE_INPUT",
    `The ${PLACES[index] ?? `${index + 1}th`} parameter of ${name} should be a foldable expression.`,
  );
}

/** Two operands of one operator that do not meet. */
export function operandsDiffer(operator: string, a: SqlType, b: SqlType): SqlError {
  return typeMismatch(
    "BINARY_OP_DIFF_TYPES",
    `The left and right operands of "${operator}" have incompatible types (${shown(a)} and ${shown(b)}).`,
  );
}

/** Two operands of one type, which the operator does not take. */
export function wrongOperands(operator: string, wanted: string, actual: SqlType): SqlError {
  return typeMismatch(
    "BINARY_OP_WRONG_TYPE",
    `The binary operator "${operator}" requires the input type ${wanted}, not ${shown(actual)}.`,
  );
}

/** What cannot be compared, such as maps. */
export function notOrdered(name: string): SqlError {
  return typeMismatch("INVALID_ORDERING_TYPE", `The ${name} does not support ordering on type "MAP".`);
}

/** Values that should have one type and have not. */
export function dataDiffer(name: string, types: readonly SqlType[]): SqlError {
  return typeMismatch(
    "DATA_DIFF_TYPES",
    `Input to ${name} should all be the same type, but it's (${types.map(shown).join(", ")}).`,
  );
}

/** `x.a` and `x[0]` of what holds nothing. */
export function noField(type: SqlType): SqlError {
  return new SqlError(
    "INVALID_EXTRACT_BASE_FIELD_TYPE",
    "42000",
    `Can't extract a value from an expression of the type "${typeName(type).toUpperCase()}". Need a complex type [STRUCT, ARRAY, MAP].`,
  );
}

/** DuckDB's structs have none, nor has JSON. */
export function refuseRepeatedFields(names: readonly string[]): void {
  const folded = names.map((name) => name.toLowerCase());
  if (new Set(folded).size < folded.length) throw unsupported("a STRUCT with two fields of one name");
}

export function shown(type: SqlType): string {
  return `"${typeName(type).toUpperCase()}"`;
}
