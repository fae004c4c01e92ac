import { commonType } from "../types/coercion";
import type { SqlType } from "../types/sql-type";
import {
  type FunctionCall,
  commonArgumentType,
  type FunctionTable,
  same,
  scalar,
  typeOfArgument,
} from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#conditional-functions */
export const CONDITIONAL_FUNCTIONS: FunctionTable = {
  coalesce: same("coalesce", 1, Infinity, commonArgumentType),
  decode: scalar(2, Infinity, decode, decodeType),
  equal_null: scalar(2, 2, ([a = "", b = ""]) => `(${a} IS NOT DISTINCT FROM ${b})`, "boolean"),
  greatest: same("greatest", 2, Infinity, commonArgumentType),
  if: scalar(3, 3, choice, branchType),
  iff: scalar(3, 3, choice, branchType),
  ifnull: same("coalesce", 2, 2, commonArgumentType),
  isnotnull: scalar(1, 1, ([a = ""]) => `(${a} IS NOT NULL)`, "boolean"),
  isnull: scalar(1, 1, ([a = ""]) => `(${a} IS NULL)`, "boolean"),
  least: same("least", 2, Infinity, commonArgumentType),
  nullif: same("nullif", 2, 2, typeOfArgument(0)),
  nullifzero: scalar(1, 1, ([a = ""]) => `nullif(${a}, 0)`, typeOfArgument(0)),
  nvl: same("coalesce", 2, 2, commonArgumentType),
  nvl2: scalar(
    3,
    3,
    ([a = "", yes = "", no = ""]) => `CASE WHEN ${a} IS NOT NULL THEN ${yes} ELSE ${no} END`,
    branchType,
  ),
  zeroifnull: scalar(1, 1, ([a = ""]) => `coalesce(${a}, 0)`, typeOfArgument(0)),
};

function choice([condition = "", yes = "", no = ""]: readonly string[]): string {
  return `CASE WHEN ${condition} THEN ${yes} ELSE ${no} END`;
}

function branchType({ types }: FunctionCall): SqlType | undefined {
  return commonType(types.slice(1));
}

/** `decode(value, key, result, …, default)`; with two arguments it reads bytes in a character set. */
function decode([value = "", ...rest]: readonly string[]): string {
  if (rest.length === 1) return `decode(${value})`;
  const branches: string[] = [];
  for (let index = 0; index + 1 < rest.length; index += 2)
    branches.push(` WHEN ${value} IS NOT DISTINCT FROM ${rest[index] ?? ""} THEN ${rest[index + 1] ?? ""}`);

  const otherwise = rest.length % 2 === 1 ? ` ELSE ${rest.at(-1) ?? ""}` : "";
  return `CASE${branches.join("")}${otherwise} END`;
}

function decodeType({ types }: FunctionCall): SqlType | undefined {
  if (types.length === 2) return { kind: "simple", name: "string" };
  const last = types.length % 2 === 0 ? [types.at(-1)] : [];
  return commonType([...types.slice(1).filter((_, index) => index % 2 === 1), ...last]);
}
