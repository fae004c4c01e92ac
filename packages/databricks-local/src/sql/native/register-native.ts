import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBScalarFunction,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { NATIVE_DECIMAL_FORMATS } from "./decimal-format";
import { NATIVE_ENCODINGS } from "./encodings";
import { NATIVE_FORMATTER } from "./formatter";
import { NATIVE_HASHES } from "./hashes";
import { NATIVE_JSON } from "./json-texts";
import { carried, type NativeFunction } from "./native-function";
import {
  checkedDecimal,
  converted,
  decimalDifference,
  decimalRemainder,
  decimalSum,
  decimalProduct,
  decimalQuotient,
  refuseBit,
  refuseSlice,
  roundedDecimal,
  roundedDouble,
  roundedWhole,
  wholeNumber,
  shiftLeft,
  shiftRight,
  shiftRightUnsigned,
  weight,
  wholeQuotient,
} from "./numbers";
import { NATIVE_NUMBER_FORMATS } from "./number-formats";
import { NATIVE_REGEXPS } from "./regexps";
import { NATIVE_TEXTS } from "./texts";
import { NATIVE_READERS } from "./read-values";
import { NATIVE_VALUE_TEXTS } from "./value-texts";
import { NATIVE_TIMES } from "./times";
import { NATIVE_VARIANTS } from "./variant-functions";

/** What DuckDB cannot compute as Databricks does, in TypeScript; `varargs` marks a last parameter that repeats. */
export const NATIVE_FUNCTIONS: Readonly<Record<string, NativeFunction>> = {
  dbx_bit_position_fails: [[INTEGER, INTEGER], BIGINT, refuseBit],
  dbx_cbrt: [[DOUBLE], DOUBLE, Math.cbrt],
  dbx_conv: [[VARCHAR, INTEGER, INTEGER], VARCHAR, converted],
  dbx_checked_decimal: [[VARCHAR, INTEGER, INTEGER], VARCHAR, checkedDecimal],
  dbx_decimal_add: [[VARCHAR, VARCHAR, INTEGER, INTEGER], VARCHAR, decimalSum],
  dbx_decimal_remainder: [[VARCHAR, VARCHAR, INTEGER, INTEGER], VARCHAR, decimalRemainder],
  dbx_decimal_subtract: [[VARCHAR, VARCHAR, INTEGER, INTEGER], VARCHAR, decimalDifference],
  dbx_decimal_divide: [[VARCHAR, VARCHAR, INTEGER, INTEGER], VARCHAR, decimalQuotient],
  dbx_decimal_multiply: [[VARCHAR, VARCHAR, INTEGER, INTEGER], VARCHAR, decimalProduct],
  dbx_decimal_whole_divide: [[VARCHAR, VARCHAR], BIGINT, wholeQuotient],
  // As Java computes them: with another last digit than `Math.acosh` and the like.
  dbx_acosh: [[DOUBLE], DOUBLE, (x: number) => Math.log(x + Math.sqrt(x * x - 1))],
  dbx_asinh: [[DOUBLE], DOUBLE, (x: number) => Math.sign(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1))],
  dbx_atanh: [[DOUBLE], DOUBLE, (x: number) => 0.5 * (Math.log1p(x) - Math.log1p(-x))],
  dbx_expm1: [[DOUBLE], DOUBLE, Math.expm1],
  dbx_log1p: [[DOUBLE], DOUBLE, Math.log1p],
  dbx_hypot: [[DOUBLE, DOUBLE], DOUBLE, Math.hypot],
  dbx_power: [[DOUBLE, DOUBLE], DOUBLE, Math.pow],
  dbx_round_double: [[DOUBLE, INTEGER, BOOLEAN], DOUBLE, roundedDouble],
  dbx_round_decimal: [[VARCHAR, INTEGER, VARCHAR, INTEGER, INTEGER], VARCHAR, roundedDecimal],
  dbx_round_whole: [[BIGINT, INTEGER, VARCHAR, INTEGER], BIGINT, roundedWhole],
  dbx_whole: [[DOUBLE], BIGINT, wholeNumber],
  dbx_shift_left: [[BIGINT, INTEGER, INTEGER], BIGINT, shiftLeft],
  dbx_shift_right: [[BIGINT, INTEGER, INTEGER], BIGINT, shiftRight],
  dbx_shift_right_unsigned: [[BIGINT, INTEGER, INTEGER], BIGINT, shiftRightUnsigned],
  dbx_slice_fails: [[INTEGER, INTEGER], INTEGER, refuseSlice],
  dbx_weight: [[BIGINT], INTEGER, weight],
  ...NATIVE_DECIMAL_FORMATS,
  ...NATIVE_ENCODINGS,
  ...NATIVE_FORMATTER,
  ...NATIVE_HASHES,
  ...NATIVE_JSON,
  ...NATIVE_NUMBER_FORMATS,
  ...NATIVE_REGEXPS,
  ...NATIVE_TEXTS,
  ...NATIVE_TIMES,
  ...NATIVE_READERS,
  ...NATIVE_VALUE_TEXTS,
  ...NATIVE_VARIANTS,
};

export function registerNativeFunctions(connection: DuckDBConnection): void {
  for (const [name, [parameterTypes, returnType, compute]] of Object.entries(NATIVE_FUNCTIONS)) {
    const computed = compute as (...args: DuckDBValue[]) => DuckDBValue; // its own parameters say what they are
    const call = (...args: DuckDBValue[]) => {
      try {
        return computed(...args);
      } catch (error) {
        throw carried(error);
      }
    };
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes,
        returnType,
        mainFunction: (_info, input, output) => {
          const columns = parameterTypes.map((_, index) => input.getColumnVector(index));
          for (let row = 0; row < input.rowCount; row += 1) {
            const args = columns.map((column) => column.getItem(row));
            output.setItem(row, args.includes(null) ? null : call(...args));
          }
          output.flush();
        },
      }),
    );
  }
}
