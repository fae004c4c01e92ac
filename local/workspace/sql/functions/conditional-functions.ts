import { macro, same, scalar, type FunctionTable } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#conditional-functions */
export const CONDITIONAL_FUNCTIONS: FunctionTable = {
  coalesce: same("coalesce", 1, Infinity),
  equal_null: scalar(2, 2, ([a = "", b = ""]) => `(${a} IS NOT DISTINCT FROM ${b})`),
  greatest: same("greatest", 2, Infinity),
  if: scalar(
    3,
    3,
    ([condition = "", yes = "", no = ""]) => `CASE WHEN ${condition} THEN ${yes} ELSE ${no} END`,
  ),
  iff: scalar(
    3,
    3,
    ([condition = "", yes = "", no = ""]) => `CASE WHEN ${condition} THEN ${yes} ELSE ${no} END`,
  ),
  ifnull: same("coalesce", 2),
  isnotnull: scalar(1, 1, ([a = ""]) => `(${a} IS NOT NULL)`),
  isnull: scalar(1, 1, ([a = ""]) => `(${a} IS NULL)`),
  least: same("least", 2, Infinity),
  nullif: same("nullif", 2),
  nullifzero: scalar(1, 1, ([a = ""]) => `nullif(${a}, 0)`),
  nvl: same("coalesce", 2),
  nvl2: scalar(
    3,
    3,
    ([a = "", yes = "", no = ""]) => `CASE WHEN ${a} IS NOT NULL THEN ${yes} ELSE ${no} END`,
  ),
  try_divide: macro("dbx_try_divide", 2),
  zeroifnull: scalar(1, 1, ([a = ""]) => `coalesce(${a}, 0)`),
};
