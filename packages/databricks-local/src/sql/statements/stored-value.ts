import { errorOfDuckDb } from "../results/error-of-duckdb";
import { SqlError } from "../sql-engine";
import { castTo } from "../translate/cast";
import type { Typed } from "../translate/typed";
import { isDatetime, isInteger, isNumeric, isSame, widerType } from "../types/coercion";
import { parseType } from "../types/parse-type";
import type { SqlType } from "../types/sql-type";
import { shown } from "../types/type-faults";
import type { StatementRun } from "./statement-run";

/** A column, or a field of one. */
interface Place {
  readonly name: string;
  /** As DESCRIBE prints it. */
  readonly type: string;
}

/**
 * A value as it is written into a column: cast to its type, so that a fraction is cut off, a text read and what does not fit
 * refused.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-ansi-compliance#store-assignment
 */
export function storedValue(run: StatementRun, value: Typed, { name, type }: Place): string {
  if (!value.type) return value.text;
  const to = parseType(type);
  if (mayOverflow(value.type, to)) run.narrowings.push({ name, from: value.type, to });
  return castTo(value, to).text;
}

/** A value that a write casts to a type which does not hold all of its own. */
export interface Narrowing {
  readonly name: string;
  readonly from: SqlType;
  readonly to: SqlType;
}

function mayOverflow(from: SqlType, to: SqlType): boolean {
  if (!isInteger(to) && to.kind !== "decimal") return false;
  if (!isNumeric(from) && !isDatetime(from)) return false;
  const wider = widerType(from, to);
  return wider === undefined || !isSame(wider, to);
}

const ARITHMETIC =
  /^(?:CAST_OVERFLOW|NUMERIC_VALUE_OUT_OF_RANGE\.\w+|(?:BINARY_)?ARITHMETIC_OVERFLOW|DIVIDE_BY_ZERO)$/;

/** A write's failure: whatever fails in the arithmetic of a value that is made narrower is named after the write, as Spark does. */
export function faultOfWrite(error: unknown, { narrowings, text }: StatementRun): unknown {
  const [narrowing] = narrowings;
  if (!narrowing) return error;
  const fault = errorOfDuckDb(error);
  if (!(fault instanceof SqlError) || !ARITHMETIC.test(fault.errorClass)) return error;
  const { name, from, to } = narrowing;
  const [source, target] = [shown(from), shown(to)];
  return text.cursor().sees("INSERT")
    ? new SqlError(
        "CAST_OVERFLOW_IN_TABLE_INSERT",
        "22003",
        `Fail to assign a value of ${source} type to the ${target} type column or variable \`${name}\` due to an overflow. Use \`try_cast\` on the input value to tolerate overflow and return NULL instead.`,
      )
    : new SqlError(
        "DELTA_CAST_OVERFLOW_IN_TABLE_WRITE",
        "22003",
        `Failed to write a value of ${source} type into the ${target} type column \`${name}\` due to an overflow. Use \`try_cast\` on the input value to tolerate overflow and return NULL instead.`,
      );
}
