import { unsupported } from "../sql-faults";
import { type Json, SyntaxNode } from "../syntax/syntax-node";
import { commonType } from "../types/coercion";
import { identifier } from "../types/sql-type";
import { nameOf, nameText } from "./references";
import type { Translator } from "./translator";
import type { TypedQuery } from "./typed";

/** `WITH a AS (…), …`, with the names declared for what follows. */
export function withClause(node: SyntaxNode, translator: Translator): string {
  const clause = node.optionalPart("with");
  if (!clause) return "";
  const recursive = clause.flag("recursive");
  const queries = clause.partsOf("ctes").map((cte) => {
    const alias = cte.part("alias");
    const name = nameText(alias);
    const given = cte.partsOf("columns").map(nameText);
    if (recursive) translator.declareCte(name, undefined);
    const { text, columns } = translator.typedQuery(cte.node("this"));
    translator.declareCte(
      name,
      columns?.map((column, index) => ({ name: given[index] ?? column.name, type: column.type })),
    );
    return `${identifier(name)}${given.length ? `(${given.map(identifier).join(", ")})` : ""} AS (${text})`;
  });
  return `WITH ${recursive ? "RECURSIVE " : ""}${queries.join(", ")} `;
}

/** ORDER BY, LIMIT, OFFSET. */
export function tail(node: SyntaxNode, translator: Translator): string {
  const order = node.optionalPart("order_by");
  const limit = node.optionalPart("limit");
  const offset = node.optionalPart("offset");
  const isAll = limit !== undefined && isLimitAll(limit.node("this"));
  return [
    order ? ` ${orderBy(order.ignore("siblings").partsOf("expressions"), translator)}` : "",
    limit && !isAll ? ` LIMIT ${translator.expression(limit.node("this"))}` : "",
    offset ? ` OFFSET ${translator.expression(offset.node("this"))}` : "",
  ].join("");
}

/** `VALUES (…), (…)`, its columns named col1, col2, … */
export function valuesText(node: SyntaxNode, translator: Translator): TypedQuery {
  const rows = node
    .partsOf("expressions")
    .map((row) => row.nodes("expressions").map((cell) => translator.typed(cell)));
  const texts = rows.map((row) => `(${row.map(({ text }) => text).join(", ")})`);
  const columns = (rows[0] ?? []).map((_, index) => ({
    name: `col${index + 1}`,
    type: commonType(rows.map((row) => row[index]?.type)),
  }));
  const names = columns.map(({ name }) => identifier(name)).join(", ");
  return { text: `SELECT * FROM (VALUES ${texts.join(", ")}) AS "values"(${names})`, columns };
}

/** NULLs are the smallest values: first when ascending, last when descending; DuckDB has them last always. */
export function orderBy(items: readonly SyntaxNode[], translator: Translator): string {
  const [only] = items;
  if (items.length === 1 && only && isAll(only.copy())) {
    const descending = only.flag("desc");
    only.ignore("this", "nulls_first");
    return `ORDER BY ALL ${descending ? "DESC NULLS LAST" : "ASC NULLS FIRST"}`;
  }
  const texts = items.map((item) => {
    const descending = item.flag("desc");
    const nullsFirst =
      item.has("nulls_first") || item.raw("nulls_first") === false ? item.flag("nulls_first") : !descending;
    return `${translator.expression(item.node("this"))} ${descending ? "DESC" : "ASC"} NULLS ${nullsFirst ? "FIRST" : "LAST"}`;
  });
  return `ORDER BY ${texts.join(", ")}`;
}

/** `(PARTITION BY … ORDER BY … ROWS …)`, or a window's name. */
export function windowText(over: SyntaxNode, translator: Translator): string {
  const name = over.optionalPart("window_name");
  if (name) return nameOf(name);
  const partition = over.nodes("partition_by");
  const order = over.partsOf("order_by");
  const frame = over.optionalPart("frame");
  const clauses = [
    partition.length ? `PARTITION BY ${translator.expressions(partition)}` : "",
    order.length ? orderBy(order, translator) : "",
    frame ? frameText(frame, translator) : "",
  ];
  return `(${clauses.filter((clause) => clause !== "").join(" ")})`;
}

/** The parser reads `LIMIT ALL` as a column of that name. */
function isLimitAll(node: SyntaxNode): boolean {
  if (node.kind === "all") return true;
  return node.kind === "column" && node.copy().part("name").text("name").toUpperCase() === "ALL";
}

function isAll(item: SyntaxNode): boolean {
  const node = item.node("this");
  if (node.kind !== "column" || node.has("table")) return false;
  const name = node.part("name");
  return name.text("name").toUpperCase() === "ALL" && !name.flag("quoted");
}

function frameText(frame: SyntaxNode, translator: Translator): string {
  const kind = frame.text("kind").toUpperCase();
  const start = bound(frame.raw("start"), translator);
  const end = frame.has("end") ? bound(frame.raw("end"), translator) : "CURRENT ROW";
  return `${kind} BETWEEN ${start} AND ${end}`;
}

function bound(json: Json, translator: Translator): string {
  if (json === "UnboundedPreceding") return "UNBOUNDED PRECEDING";
  if (json === "UnboundedFollowing") return "UNBOUNDED FOLLOWING";
  if (json === "CurrentRow") return "CURRENT ROW";
  const [entry] = typeof json === "object" && json !== null ? Object.entries(json) : [];
  if (!entry || (entry[0] !== "Preceding" && entry[0] !== "Following"))
    throw unsupported("this window frame");
  const amount = translator.expression(SyntaxNode.of(entry[1]));
  return `${amount} ${entry[0].toUpperCase()}`;
}
