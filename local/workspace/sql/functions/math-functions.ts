import { macro, same, scalar, type FunctionTable } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#numeric-functions */
export const MATH_FUNCTIONS: FunctionTable = {
  abs: same("abs", 1),
  bigint: scalar(1, 1, ([a = ""]) => `memory.main.dbx_cast_bigint(${a})`),
  ceil: scalar(1, 1, ([a = ""]) => `CAST(ceil(${a}) AS BIGINT)`),
  ceiling: scalar(1, 1, ([a = ""]) => `CAST(ceil(${a}) AS BIGINT)`),
  double: scalar(1, 1, ([a = ""]) => `CAST(${a} AS DOUBLE)`),
  exp: same("exp", 1),
  floor: scalar(1, 1, ([a = ""]) => `CAST(floor(${a}) AS BIGINT)`),
  int: scalar(1, 1, ([a = ""]) => `memory.main.dbx_cast_int(${a})`),
  isnan: scalar(1, 1, ([a = ""]) => `coalesce(isnan(CAST(${a} AS DOUBLE)), FALSE)`),
  ln: same("ln", 1),
  log: scalar(2, 2, ([base = "", a = ""]) => `(ln(${a}) / ln(${base}))`),
  log10: same("log10", 1),
  log2: same("log2", 1),
  mod: macro("dbx_modulo", 2),
  pmod: scalar(
    2,
    2,
    ([a = "", b = ""]) => `memory.main.dbx_modulo(memory.main.dbx_modulo(${a}, ${b}) + ${b}, ${b})`,
  ),
  pow: scalar(2, 2, ([a = "", b = ""]) => `pow(CAST(${a} AS DOUBLE), ${b})`),
  power: scalar(2, 2, ([a = "", b = ""]) => `pow(CAST(${a} AS DOUBLE), ${b})`),
  rand: scalar(0, 0, () => "random()"),
  random: scalar(0, 0, () => "random()"),
  round: same("round", 1, 2),
  sign: scalar(1, 1, ([a = ""]) => `CAST(sign(${a}) AS DOUBLE)`),
  sqrt: same("sqrt", 1),
};
