import { SqlError } from "../sql-engine";
import { quoted, syntaxError, unsupported } from "../sql-faults";
import { type Json, SyntaxNode } from "../syntax/syntax-node";
import { commonType, inlineTableType, isSame } from "../types/coercion";
import { identifier } from "../types/sql-type";
import { isOrdered, notSorted, requireOrdered } from "../types/ordered";
import { castTo } from "./cast";
import { orderKey } from "./order-key";
import { nameOf, nameText } from "./references";
import { type Cte, LEVEL } from "./scope";
import type { Translator } from "./translator";
import { typed, type Typed, type TypedQuery } from "./typed";

/** `WITH a AS (…), …`, with the names declared for what follows. */
export function withClause(node: SyntaxNode, translator: Translator): string {
  const clause = node.optionalPart("with");
  if (!clause) return "";
  const recursive = clause.flag("recursive");
  const queries = clause.partsOf("ctes").map((cte) => {
    const alias = cte.part("alias");
    const name = nameText(alias);
    if (translator.scope.ctes.has(name.toLowerCase())) throw duplicatedName(name);
    const given = cte.partsOf("columns").map(nameText);
    const query = cte.node("this");
    if (recursive && query.kind === "union") return recursiveQuery(name, given, query, translator);
    const { text, columns } = translator.typedQuery(query);
    if (columns && given.length > 0 && columns.length !== given.length)
      throw arityMismatch(given.length, columns.length);
    translator.declareCte(name, { columns: named(columns, given), state: "done" });
    return `${identifier(name)}${given.length ? `(${given.map(identifier).join(", ")})` : ""} AS (${text})`;
  });
  return `WITH ${recursive ? "RECURSIVE " : ""}${queries.join(", ")} `;
}

function named(columns: TypedQuery["columns"], given: readonly string[]): TypedQuery["columns"] {
  return columns?.map((column, index) => ({ name: given[index] ?? column.name, type: column.type }));
}

/** The rows that the recursion begins with say what its columns are. */
function recursiveQuery(
  name: string,
  given: readonly string[],
  union: SyntaxNode,
  translator: Translator,
): string {
  const whole = union.copy();
  const first = translator.typedQuery(union.node("left"));
  const columns = named(first.columns, given);
  if (!columns) throw unsupported("a recursive query whose first rows have unknown columns");
  const cte: Cte = { columns, state: "open" };
  translator.declareCte(name, cte);
  const next = translator.typedQuery(union.node("right"));
  const heading = columns.map((column) => identifier(column.name));
  if (cte.state === "open") {
    cte.state = "done";
    union.ignore("all", "distinct", "order_by", "limit", "offset");
    return `${identifier(name)}(${heading.join(", ")}) AS (${translator.typedQuery(whole).text})`;
  }
  union.ignore("distinct");
  if (!union.flag("all")) throw notUnionAll();
  const names = columns.map((_, index) => identifier(`c${index}`));
  const cells = columns.map(({ type }, index) => {
    const cell = typed(names[index] ?? "", next.columns?.[index]?.type);
    return type ? castTo(cell, type).text : cell.text;
  });
  const rows = `SELECT ${[...cells, LEVEL].join(", ")} FROM (${next.text}) AS "next"(${[...names, LEVEL].join(", ")})`;
  return `${identifier(name)}(${[...heading, LEVEL].join(", ")}) AS (SELECT *, 0 FROM (${first.text}) UNION ALL ${rows})`;
}

function arityMismatch(names: number, columns: number): SqlError {
  return new SqlError(
    "ASSIGNMENT_ARITY_MISMATCH",
    "42802",
    `The number of columns or variables assigned or aliased: ${names} does not match the number of source expressions: ${columns}.`,
  );
}

function notUnionAll(): SqlError {
  return new SqlError(
    "UNION_NOT_SUPPORTED_IN_RECURSIVE_CTE",
    "42836",
    "The UNION operator is not yet supported within recursive common table expressions (WITH clauses that refer to themselves, directly or indirectly). Please use UNION ALL instead.",
  );
}

/** ORDER BY, LIMIT, OFFSET. */
export function tail(node: SyntaxNode, translator: Translator): string {
  // Within one partition these are the order of the whole.
  const order =
    node.optionalPart("order_by") ?? node.optionalPart("sort_by") ?? node.optionalPart("cluster_by");
  node.ignore("distribute_by");
  const [limit, offset] = ["limit", "offset"].map((field) => amountOf(node, field));
  return [
    order ? ` ${orderBy(order.ignore("siblings").partsOf("expressions"), translator)}` : "",
    limit && !isLimitAll(limit) ? ` LIMIT ${translator.expression(limit)}` : "",
    offset ? ` OFFSET ${translator.expression(offset)}` : "",
  ].join("");
}

/** Behind a set operation the parser has the number itself, else a clause that holds it. */
function amountOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  if (!node.has(field)) return undefined;
  const raw = node.raw(field);
  const isClause = typeof raw === "object" && raw !== null && Object.hasOwn(raw, "this");
  return isClause ? node.part(field).node("this") : node.node(field);
}

/** `VALUES (…), (…)`, its columns named col1, col2, … */
export function valuesText(node: SyntaxNode, translator: Translator): TypedQuery {
  const rows = node.partsOf("expressions").map((row) => cellsOf(row).map((cell) => translator.typed(cell)));
  const [first = []] = rows;
  if (rows.some((row) => row.length !== first.length))
    throw inlineTableFault("NUM_COLUMNS_MISMATCH", "its rows have not the same number of columns");
  const columns = first.map((_, index) => {
    const types = rows.map((row) => row[index]?.type);
    const type = commonType(types, inlineTableType);
    if (!type && !types.includes(undefined)) {
      throw inlineTableFault(
        "INCOMPATIBLE_TYPES_IN_INLINE_TABLE",
        `the types of its column ${index + 1} do not meet`,
      );
    }
    return { name: `col${index + 1}`, type };
  });
  const cell = (value: Typed, index: number) => {
    const type = columns[index]?.type;
    return type && value.type && !isSame(value.type, type) ? castTo(value, type).text : value.text;
  };
  const texts = rows.map((row) => `(${row.map(cell).join(", ")})`);
  const names = columns.map(({ name }) => identifier(name)).join(", ");
  return { text: `SELECT * FROM (VALUES ${texts.join(", ")}) AS "values"(${names})`, columns };
}

/** A row that is one struct, written out, has its fields as columns. */
function cellsOf(row: SyntaxNode): SyntaxNode[] {
  const cells = row.nodes("expressions");
  const [only] = cells;
  if (cells.length !== 1 || !only) return cells;
  if (only.kind === "tuple") return only.nodes("expressions");
  const name = only.kind === "function" ? only.copy().text("name").toLowerCase() : "";
  if (name !== "struct") return cells;
  return only.nodes("args").map((arg) => (arg.kind === "alias" ? arg.node("this") : arg));
}

function duplicatedName(name: string): SqlError {
  return new SqlError(
    "DUPLICATED_CTE_NAMES",
    "42602",
    `CTE definition can't have duplicate names: ${quoted(name)}.`,
  );
}

export function inlineTableFault(subclass: string, why: string): SqlError {
  return new SqlError(`INVALID_INLINE_TABLE.${subclass}`, "42000", `Invalid inline table: ${why}.`);
}

/** NULLs are the smallest values: first when ascending, last when descending; DuckDB has them last always. */
export function orderBy(items: readonly SyntaxNode[], translator: Translator): string {
  const [only] = items;
  if (items.length === 1 && only && isAll(only.copy())) {
    const descending = only.flag("desc");
    only.ignore("this", "nulls_first", "explicit_asc");
    return `ORDER BY ALL ${descending ? "DESC NULLS LAST" : "ASC NULLS FIRST"}`;
  }
  const texts = items.map((item) => {
    const descending = item.ignore("explicit_asc").flag("desc");
    const nullsFirst =
      item.has("nulls_first") || item.raw("nulls_first") === false ? item.flag("nulls_first") : !descending;
    const value = translator.typed(item.node("this"));
    requireOrdered("sortorder", value.type);
    const key = orderKey(value);
    return `${key.text} ${descending ? "DESC" : "ASC"} NULLS ${nullsFirst ? "FIRST" : "LAST"}`;
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
    partition.length ? `PARTITION BY ${partition.map((item) => partText(item, translator)).join(", ")}` : "",
    order.length ? orderBy(order, translator) : "",
    frame ? frameText(frame, translator) : "",
  ];
  return `(${clauses.filter((clause) => clause !== "").join(" ")})`;
}

function partText(item: SyntaxNode, translator: Translator): string {
  const { text, type } = translator.typed(item);
  if (type && !isOrdered(type)) throw notSorted(type);
  return text;
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
  if (kind === "GROUPS") throw syntaxError("GROUPS");
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
  const bound = SyntaxNode.of(entry[1]);
  if (bound.kind === "column") {
    throw new SqlError(
      "INVALID_SQL_SYNTAX.INVALID_WINDOW_FRAME_BOUND",
      "42000",
      "Frame bound value must be a literal.",
    );
  }
  const amount = translator.expression(bound);
  return `${amount} ${entry[0].toUpperCase()}`;
}
