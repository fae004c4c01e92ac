import { SqlError } from "../sql-engine";
import { unsupported, wrongArgumentCount } from "../sql-faults";
import { literalNumber } from "../syntax/literal-values";
import type { SyntaxNode } from "../syntax/syntax-node";
import { isSimple } from "../types/coercion";
import { identifier, simpleType, type SqlType } from "../types/sql-type";
import { typeMismatch, unexpectedInput } from "../types/type-faults";
import { nameText } from "./references";
import type { Translator } from "./translator";
import type { OutputColumn, Typed } from "./typed";

/** The functions that give several columns or rows. */
const GENERATORS = [
  "explode",
  "explode_outer",
  "inline",
  "inline_outer",
  "json_tuple",
  "posexplode",
  "posexplode_outer",
  "stack",
];

/** A column of a generator, and the list whose elements it gives. */
interface GeneratedColumn extends OutputColumn {
  readonly list?: string;
  /** What is read of an element. */
  readonly field?: string;
}

function elementsOf(list: string, field = ""): Required<Pick<GeneratedColumn, "list" | "field" | "text">> {
  return { list, field, text: `${field === "" ? `unnest(${list})` : `(unnest(${list}))`}${field}` };
}

/**
 * The columns that a generator in a select list, LATERAL VIEW or FROM gives; undefined: it is none.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-lateral-view
 */
export function generatorOf(item: SyntaxNode, translator: Translator): OutputColumn[] | undefined {
  if (item.kind === "alias") {
    const inner = item.copy().node("this");
    const name = generatorName(inner);
    if (name === undefined) return undefined;
    const given = item.has("column_aliases")
      ? item.partsOf("column_aliases").map(nameText)
      : [nameText(item.part("alias"))];
    const columns = generated(name, item.node("this"), translator);
    if (given.length !== columns.length)
      throw unsupported(`${given.length} names for the ${columns.length} columns of ${name}`);

    return renamed(columns, given);
  }
  const name = generatorName(item);
  return name === undefined ? undefined : generated(name, item, translator);
}

export function renamed<Column extends OutputColumn>(
  columns: readonly Column[],
  names: readonly string[],
): Column[] {
  return columns.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

/**
 * `LATERAL VIEW [OUTER] explode(x) t AS a`, with two names for a map.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-lateral-view
 */
export function lateralView(view: SyntaxNode, translator: Translator): string {
  const call = view.node("this");
  const given = view.partsOf("column_aliases").map(nameText);
  const name = view.optionalPart("table_alias");
  const generator = generatorName(call);
  if (generator === undefined) {
    translator.expression(call);
    throw notGenerator();
  }
  // Not by LEFT JOIN, which gives the rows in another order than that of their elements.
  const isOuter = view.flag("outer") && GENERATORS.includes(`${generator}_outer`);
  const columns = generated(isOuter ? `${generator}_outer` : generator, call, translator);
  const named = renamed(mapByNames(columns, given), given);
  const alias = name ? nameText(name) : "lateral view";
  translator.scope.relations.push({ name: alias, columns: plain(named) });
  return lateral(named, alias, translator);
}

function notGenerator(): SqlError {
  return new SqlError(
    "UNSUPPORTED_GENERATOR.NOT_GENERATOR",
    "42K0E",
    "The generator is not supported: the function behind LATERAL VIEW is no generator.",
  );
}

/** DuckDB keeps the elements' order where what is unnested is a plain column; so the lists become columns first. */
function lateral(columns: readonly GeneratedColumn[], alias: string, { scope }: Translator): string {
  const names = new Map<string, string>();
  for (const list of new Set(columns.flatMap((column) => column.list ?? []))) {
    const name = `list:${scope.hidden.length}`;
    scope.hidden.push(name);
    names.set(list, identifier(name));
  }
  const elements = columns.map((column) =>
    column.list === undefined
      ? column
      : { ...column, ...elementsOf(names.get(column.list) ?? "", column.field) },
  );
  const lists = [...names].map(([list, name]) => `${list} AS ${name}`).join(", ");
  const before = names.size > 0 ? ` CROSS JOIN LATERAL (SELECT ${lists})` : "";
  return `${before} CROSS JOIN LATERAL (SELECT ${selectList(elements)}) AS ${identifier(alias)}`;
}

export function selectList(columns: readonly OutputColumn[]): string {
  return columns.map(({ text, name }) => `${text ?? ""} AS ${identifier(name)}`).join(", ");
}

/** The columns as what follows reads them: by their names. */
export function plain(columns: readonly OutputColumn[]): OutputColumn[] {
  return columns.map(({ name, type }) => ({ name, type }));
}

function generatorName(node: SyntaxNode): string | undefined {
  const name = node.kind === "function" ? node.copy().text("name").toLowerCase() : node.kind;
  return GENERATORS.includes(name) ? name : undefined;
}

function generated(name: string, node: SyntaxNode, translator: Translator): GeneratedColumn[] {
  const args = node.kind === "function" ? node.ignore("name", "quoted").nodes("args") : [node.node("this")];
  const texts = args.map((arg) => translator.typed(arg));
  node.finish();
  const [first] = texts;
  if (!first) throw wrongArgumentCount(name, name === "stack" ? "> 1" : "1", 0);
  switch (name) {
    case "json_tuple":
      return jsonFields(texts);
    case "stack":
      return stacked(literalNumber(args[0]), texts.slice(1));
    case "inline":
    case "inline_outer":
      return inlined(first.text, first.type, name.endsWith("_outer"));
    default:
      return exploded(name, first.text, first.type);
  }
}

/** One column per name, which may be any text. */
function jsonFields(args: readonly Typed[]): OutputColumn[] {
  const [json, ...names] = args;
  if (!json || names.length === 0) throw wrongArgumentCount("json_tuple", "> 1", args.length);
  if (args.some(({ type }) => type && !isSimple(type, "string")))
    throw typeMismatch("NON_STRING_TYPE", "all arguments of the function `json_tuple` must be strings.");
  return names.map(({ text }, index) => ({
    name: `c${index}`,
    type: simpleType("string"),
    text: `dbx_json_field(${json.text}, ${text})`,
  }));
}

function exploded(name: string, text: string, type: SqlType | undefined): GeneratedColumn[] {
  if (type && type.kind !== "array" && type.kind !== "map")
    throw unexpectedInput(name, 0, ["array", "map"], type);
  const isOuter = name.endsWith("_outer");
  const position = (size: string): GeneratedColumn => {
    const places = `range(CAST(${size} AS INTEGER))::INTEGER[]`;
    return {
      name: "pos",
      type: simpleType("int"),
      ...elementsOf(isOuter ? `CASE WHEN ${size} > 0 THEN ${places} ELSE [NULL] END` : places),
    };
  };
  const elements = (list: string) => elementsOf(isOuter ? orOneNull(list) : list);
  const columns: GeneratedColumn[] =
    type?.kind === "map"
      ? [
          { name: "key", type: type.key, ...elements(`map_keys(${text})`) },
          { name: "value", type: type.value, ...elements(`map_values(${text})`) },
        ]
      : [{ name: "col", type: type?.kind === "array" ? type.element : undefined, ...elements(text) }];
  const size = type?.kind === "map" ? `len(map_keys(${text}))` : `len(${text})`;
  return name.startsWith("pos") ? [position(size), ...columns] : columns;
}

function orOneNull(list: string): string {
  return `CASE WHEN len(${list}) > 0 THEN ${list} ELSE [NULL] END`;
}

/** One column per field; they are read one by one, so that each has its name. */
function inlined(text: string, type: SqlType | undefined, isOuter: boolean): GeneratedColumn[] {
  if (type?.kind !== "array" || type.element.kind !== "struct")
    throw unsupported("inline of an array of unknown structs");
  const list = isOuter ? orOneNull(text) : text;
  return type.element.fields.map((field) => ({
    ...field,
    ...elementsOf(list, `.${identifier(field.name)}`),
  }));
}

/** `stack(n, a, b, …)`: n rows; what is missing in the last one is NULL. */
function stacked(
  rows: number | undefined,
  values: readonly { text: string; type: SqlType | undefined }[],
): GeneratedColumn[] {
  if (rows === undefined || rows < 1)
    throw unsupported("stack with a number of rows that is no positive literal");
  const width = Math.ceil(values.length / rows);
  return Array.from({ length: width }, (_, column) => {
    const cells = Array.from({ length: rows }, (_none, row) => values[row * width + column]?.text ?? "NULL");
    return { name: `col${column}`, type: values[column]?.type, ...elementsOf(`[${cells.join(", ")}]`) };
  });
}

/** Two names for a collection of unknown type mean that it is a map. */
function mapByNames(
  columns: readonly GeneratedColumn[],
  given: readonly string[],
): readonly GeneratedColumn[] {
  const [only] = columns;
  if (given.length !== 2 || columns.length !== 1 || only?.list === undefined) return columns;
  const { list } = only;
  return ["map_keys", "map_values"].map((side) => ({
    name: side,
    type: undefined,
    ...elementsOf(`${side}(${list})`),
  }));
}
