import {
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBScalarFunction,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  VARCHAR,
} from "@duckdb/node-api";
import { converted, decimalProduct, decimalQuotient, doubleText, roundedDouble } from "./numbers";
import { formatString, NATIVE_HASHES, NATIVE_JSON, NATIVE_TEXTS } from "./texts";
import { NATIVE_TIMES } from "./zoned-times";

/** Argument types, result type, and what is computed; a NULL argument gives NULL. */
export type NativeFunction = readonly [
  parameters: readonly DuckDBType[],
  result: DuckDBType,
  compute: (...args: never[]) => DuckDBValue,
];

/** What DuckDB cannot compute as Databricks does, in TypeScript; `varargs` marks a last parameter that repeats. */
export const NATIVE_FUNCTIONS: Readonly<Record<string, NativeFunction>> = {
  dbx_cbrt: [[DOUBLE], DOUBLE, Math.cbrt],
  dbx_conv: [[VARCHAR, INTEGER, INTEGER], VARCHAR, converted],
  dbx_decimal_divide: [[VARCHAR, VARCHAR, INTEGER, INTEGER], VARCHAR, decimalQuotient],
  dbx_decimal_multiply: [[VARCHAR, VARCHAR, INTEGER, INTEGER], VARCHAR, decimalProduct],
  dbx_double_text: [[DOUBLE], VARCHAR, doubleText],
  dbx_format_string: [[VARCHAR, VARCHAR], VARCHAR, formatString],
  dbx_round_double: [[DOUBLE, INTEGER, BOOLEAN], DOUBLE, roundedDouble],
  ...NATIVE_HASHES,
  ...NATIVE_JSON,
  ...NATIVE_TEXTS,
  ...NATIVE_TIMES,
};

export function registerNativeFunctions(connection: DuckDBConnection): void {
  for (const [name, [parameterTypes, returnType, compute]] of Object.entries(NATIVE_FUNCTIONS)) {
    const call = compute as (...args: DuckDBValue[]) => DuckDBValue; // its own parameters say what they are
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
