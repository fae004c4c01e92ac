import { window, type FunctionTable } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#ranking-window-functions */
export const WINDOW_FUNCTIONS: FunctionTable = {
  cume_dist: window("cume_dist", 0),
  dense_rank: window("dense_rank", 0),
  lag: window("lag", 1, 3),
  lead: window("lead", 1, 3),
  nth_value: window("nth_value", 2),
  ntile: window("ntile", 1),
  percent_rank: window("percent_rank", 0),
  rank: window("rank", 0),
  row_number: window("row_number", 0),
};
