import { exactArgument } from "../functions/takes";
import { SqlError } from "../sql-engine";
import { wrongArgumentCount } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { simpleType } from "../types/sql-type";
import type { Translator } from "./translator";
import type { OutputColumn } from "./typed";

const NAMES = ["variant_explode", "variant_explode_outer"];

/**
 * The columns of `variant_explode(v)` in FROM: a row for each element of an array or field of an object; undefined: it is none.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/variant_explode
 */
export function variantItems(
  node: SyntaxNode,
  name: string,
  translator: Translator,
): OutputColumn[] | undefined {
  if (!NAMES.includes(name)) return undefined;
  const args = node.ignore("name", "quoted").nodes("args");
  const [given] = args;
  if (!given || args.length > 1) throw wrongArgumentCount(name, "1", args.length);
  const { text } = exactArgument(name, 0, translator.typed(inputOf(given, name)), "variant");
  const rows = (list: string) =>
    name.endsWith("_outer")
      ? `unnest(CASE WHEN len(${list}) > 0 THEN ${list} ELSE [NULL] END)`
      : `unnest(${list})`;
  const items = `dbx_variant_items(${text})`;
  return [
    { name: "pos", type: simpleType("int"), text: rows(`CAST(range(len(${items})) AS INTEGER[])`) },
    { name: "key", type: simpleType("string"), text: rows(`dbx_variant_keys(${text})`) },
    { name: "value", type: simpleType("variant"), text: rows(items) },
  ];
}

/** `input => v` */
function inputOf(given: SyntaxNode, name: string): SyntaxNode {
  if (given.kind !== "named_argument") return given;
  const parameter = given.ignore("separator").part("name").ignore("quoted").text("name");
  const value = given.node("value");
  given.finish();
  if (parameter.toLowerCase() === "input") return value;
  throw new SqlError(
    "UNRECOGNIZED_PARAMETER_NAME",
    "4274K",
    `Cannot invoke routine \`${name}\` because the routine call included a named argument reference for the argument named \`${parameter}\`, but this routine does not include any signature containing an argument with this name. Did you mean one of the following? [\`input\`]`,
  );
}
