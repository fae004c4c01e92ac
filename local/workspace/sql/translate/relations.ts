import { unsupported } from "../sql-faults";
import { INFORMATION_SCHEMA } from "../store/catalogs";
import { latestRows } from "../store/row-tables";
import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier } from "../types/sql-type";
import { informationSchema } from "./information-schema";
import { valuesText } from "./queries";
import { nameOf } from "./references";
import { tableChanges } from "./table-changes";
import { pastRows, rowsOfTime, rowsOfVersion, splitVersion } from "./time-travel";
import type { Translator } from "./translator";

const JOINS: Readonly<Record<string, string>> = {
  Inner: "JOIN",
  Left: "LEFT JOIN",
  LeftOuter: "LEFT JOIN",
  Right: "RIGHT JOIN",
  RightOuter: "RIGHT JOIN",
  Full: "FULL JOIN",
  FullOuter: "FULL JOIN",
  Cross: "CROSS JOIN",
  LeftSemi: "SEMI JOIN",
  Semi: "SEMI JOIN",
  LeftAnti: "ANTI JOIN",
  Anti: "ANTI JOIN",
};

/** One element of FROM. */
export function relation(node: SyntaxNode, translator: Translator): string {
  const text = relationText(node, translator);
  node.finish();
  return text;
}

function relationText(node: SyntaxNode, translator: Translator): string {
  switch (node.kind) {
    case "table":
      return tableText(node, translator);
    case "subquery":
      return `(${translator.query(node.node("this"))})${aliasText(node)}`;
    case "values":
      return `(${valuesText(node, translator)})${aliasText(node)}`;
    case "alias":
      return `${relationText(node.node("this"), translator)}${aliasText(node)}`;
    case "function":
      return tableFunction(node, translator);
    case "explode":
      return `(SELECT ${translator.expression(node)} AS "col")`;
    case "paren":
      return `(${relation(node.node("this"), translator)})`;
    default:
      throw unsupported(`${node.kind.replaceAll("_", " ").toUpperCase()} in FROM`);
  }
}

export function join(node: SyntaxNode, translator: Translator): string {
  const kind = node.text("kind");
  const right = relation(node.node("this"), translator);
  if (kind === "Implicit") return `, ${right}`;
  const words = JOINS[kind];
  if (words === undefined) throw unsupported(`${kind.toUpperCase()} JOIN`);
  node.ignore("use_inner_keyword", "use_outer_keyword");
  const using = node.partsOf("using").map(nameOf);
  const on = node.optionalNode("on");
  // An inner join without a condition is a cross join.
  if (kind === "Inner" && !on && using.length === 0) return ` CROSS JOIN ${right}`;
  const condition = on
    ? ` ON ${translator.expression(on)}`
    : using.length
      ? ` USING (${using.join(", ")})`
      : "";
  return ` ${words} ${right}${condition}`;
}

/** The parts of a table's name, as written. */
export function nameParts(table: SyntaxNode): string[] {
  return ["catalog", "schema", "name"].flatMap((field) => {
    const part = table.optionalPart(field);
    return part ? [part.ignore("quoted").text("name")] : [];
  });
}

function tableText(table: SyntaxNode, translator: Translator): string {
  const parts = nameParts(table);
  const [only = ""] = parts;
  const { name: last, version, time } = splitVersion(parts.at(-1) ?? "");
  const alias = table.has("alias") ? aliasText(table) : ` AS ${identifier(last)}`;
  if (parts.length === 1 && translator.isCte(only)) return `${identifier(only)}${alias}`;
  const temporary = parts.length === 1 && translator.surroundings.temporaryViews.get(only.toLowerCase());
  if (temporary) return `${translator.view(temporary)}${alias}`;
  const name = translator.tableName([...parts.slice(0, -1), last]);
  const { catalogs } = translator.surroundings;
  if (name.schema === INFORMATION_SCHEMA) return `(${informationSchema(name, catalogs)})${alias}`;
  const notes = catalogs.table(name);
  const clause = table.optionalPart("version");
  if (notes.view && !clause && last === parts.at(-1)) return `${translator.view(notes)}${alias}`;
  if (notes.view) throw unsupported("versions of a view");
  if (clause) return `${pastRows(notes, clause, translator)}${alias}`;
  if (version !== undefined) return `${rowsOfVersion(notes, version, translator)}${alias}`;
  if (time !== undefined) return `${rowsOfTime(notes, { type: "VARCHAR", text: time }, translator)}${alias}`;
  return `${latestRows(notes)}${alias}`;
}

function aliasText(node: SyntaxNode): string {
  const alias = node.optionalPart("alias");
  const columns = node.partsOf("column_aliases").map(nameOf);
  if (!alias || !alias.has("name")) return "";
  return ` AS ${nameOf(alias)}${columns.length ? `(${columns.join(", ")})` : ""}`;
}

function tableFunction(node: SyntaxNode, translator: Translator): string {
  const name = node.copy().text("name").toLowerCase();
  if (name === "range") {
    node.ignore("name");
    return `(SELECT CAST("range" AS BIGINT) AS "id" FROM range(${translator.expressions(node.nodes("args"))}))`;
  }
  if (name === "table_changes") {
    node.ignore("name");
    return tableChanges(node, translator);
  }
  if (name === "inline") return `(SELECT ${translator.expression(node)})`;
  throw unsupported(`the table function ${name}`);
}
