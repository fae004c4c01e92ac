import { typeOfArgument, window, type FunctionSpec, type FunctionTable } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#ranking-window-functions */
export const WINDOW_FUNCTIONS: FunctionTable = {
  cume_dist: window("cume_dist", 0, 0, "double"),
  dense_rank: rank("dense_rank"),
  lag: window("lag", 1, 3, typeOfArgument(0)),
  lead: window("lead", 1, 3, typeOfArgument(0)),
  nth_value: window("nth_value", 2, 2, typeOfArgument(0)),
  ntile: rank("ntile", 1),
  percent_rank: window("percent_rank", 0, 0, "double"),
  rank: rank("rank"),
  row_number: rank("row_number"),
};

/** INT on Databricks, BIGINT for DuckDB. */
function rank(name: string, count = 0): FunctionSpec {
  const spec = window(name, count, count, "int");
  return { ...spec, print: (call) => `CAST(${spec.print(call)} AS INTEGER)` };
}
