import { SqlError } from "../sql-engine";
import { quoted, unresolvedColumn, unsupported } from "../sql-faults";
import { literalText } from "../syntax/literal-values";
import { SyntaxNode } from "../syntax/syntax-node";
import { isInteger, isSimple } from "../types/coercion";
import { duckdbText, identifier, type SqlType } from "../types/sql-type";
import { noField } from "../types/type-faults";
import { extracted } from "./colon-operator";
import { findColumn, LEVEL, type Scope } from "./scope";
import type { ExpressionPrinter, Translator } from "./translator";
import { lambda, LAMBDA_VALUE, typed, type Typed } from "./typed";

/** Columns, stars, aliases and fields. */
export const REFERENCES: Readonly<Record<string, ExpressionPrinter>> = {
  column: (node, translator) => {
    const table = node.optionalPart("table");
    const part = node.part("name");
    return table ? qualified(nameText(table), nameText(part), translator) : bare(nameText(part), translator);
  },
  identifier: (node) => {
    node.ignore("quoted");
    return identifier(node.text("name"));
  },
  star: (node, translator) => {
    const table = node.optionalPart("table");
    const except = node.partsOf("except").map(nameOf);
    const { recursion, hidden } = translator.scope;
    if (!table) except.push(...hidden.map(identifier));
    const isOwn =
      recursion !== undefined && (!table || nameText(table).toLowerCase() === recursion.toLowerCase());
    if (isOwn) except.push(LEVEL);
    return `${table ? `${nameOf(table)}.` : ""}*${except.length ? ` EXCLUDE (${except.join(", ")})` : ""}`;
  },
  alias: (node, translator) => {
    if (node.has("column_aliases")) throw unsupported("several names behind AS in a select list");
    const value = translator.typed(node.node("this"));
    const alias = node.part("alias");
    translator.scope.aliases.set(alias.text("name").toLowerCase(), value.type);
    return typed(`${value.text} AS ${nameOf(alias)}`, value.type);
  },
  dot: (node, translator) => fieldOf(translator.typed(node.node("this")), nameText(node.part("field"))),
  paren: (node, translator) => {
    const { text, type } = translator.typed(node.node("this"));
    return typed(`(${text})`, type);
  },
  subquery: (node, translator) => {
    const { text, columns } = translator.typedQuery(node.node("this"));
    return typed(`(${text})`, columns?.length === 1 ? columns[0]?.type : undefined);
  },
};

/** An identifier of the tree as a quoted DuckDB name. */
export function nameOf(part: SyntaxNode): string {
  return identifier(nameText(part));
}

export function nameText(part: SyntaxNode): string {
  return part.ignore("quoted").text("name");
}

/** Elements of arrays, maps and JSON texts. */
export const COLLECTIONS: Readonly<Record<string, ExpressionPrinter>> = {
  subscript: (node, translator) => {
    const base = translator.typed(node.node("this"));
    const key = translator.typed(node.node("index"));
    if (base.type?.kind === "map") return typed(`(${base.text})[${key.text}]`, base.type.value);
    const element = base.type?.kind === "array" ? base.type.element : undefined;
    if (base.type && base.type.kind !== "array") {
      if (base.type.kind === "struct") return fieldOf(base, literalText(node.copy().node("index")) ?? "");
      throw noField(base.type);
    }
    // DuckDB counts from 1 in arrays, Databricks from 0; where the collection's type is not known, the index tells.
    if (element || isInteger(key.type))
      return typed(`memory.main.dbx_array_at(${base.text}, ${key.text})`, element);
    if (isSimple(key.type, "string")) return typed(`(${base.text})[${key.text}]`, undefined);
    throw unsupported("an index of unknown type into a collection of unknown type; use element_at");
  },
  // `raw:owner.name`, `raw:items[0]`, `raw:['a key']`
  j_s_o_n_extract: (node, translator) => {
    node.ignore("variant_extract");
    const path = node.node("expression").ignore("literal_type").text("value");
    return extracted(translator.typed(node.node("this")), path);
  },
};

function bare(name: string, translator: Translator): Typed {
  const found = resolved(name, translator);
  if (found) return found;
  if (isUser(name)) return translator.typed(new SyntaxNode("function", { name }));
  refuseUnknown(name, translator);
  return typed(identifier(name), undefined);
}

/** A word that is a function where no column has its name; the parser knows the others. */
export function isUser(name: string): boolean {
  return name.toLowerCase() === "user";
}

/** The column that a word such as `current_date` means before it means the function. */
export function columnOfWord(word: string, translator: Translator): Typed | undefined {
  return translator.scopes.some((scope) => scope.column(word)) ? resolved(word, translator) : undefined;
}

/** From the innermost query outwards: a column, or an alias of the select list. */
function resolved(name: string, translator: Translator): Typed | undefined {
  const { scopes } = translator;
  for (const scope of scopes) {
    const [column, other] = scope.columnsNamed(name);
    if (column && other) throw ambiguous(name, scope);
    if (column) {
      noteOuter(name, scope, scopes);
      return typed(column.text ?? identifier(name), column.type);
    }
    const alias = name.toLowerCase();
    if (scope.hiddenAliases.has(alias)) refuseHidden(name, scopes);
    else if (scope.aliases.has(alias)) return typed(identifier(name), scope.aliases.get(alias));
  }
  return undefined;
}

/** Where all columns are known, a name that is none is refused with those that there are. */
function refuseUnknown(name: string, translator: Translator): void {
  const { scopes } = translator;
  if (!translator.isQuery || !scopes.every((scope) => scope.columnsAreKnown)) return;
  const candidates = scopes.flatMap(({ relations }) =>
    relations.flatMap((relation) =>
      (relation.columns ?? []).map((column) =>
        relation.name === undefined ? column.name : `${relation.name}.${column.name}`,
      ),
    ),
  );
  throw unresolvedColumn(name, candidates);
}

function ambiguous(name: string, scope: Scope): SqlError {
  const uses = scope.relations
    .filter(({ columns }) => findColumn(columns, name))
    .map((relation) => quoted(relation.name === undefined ? name : `${relation.name}.${name}`));
  return new SqlError(
    "AMBIGUOUS_REFERENCE",
    "42704",
    `Reference ${quoted(name)} is ambiguous, could be: [${uses.join(", ")}].`,
  );
}

/** The queries within the one that has the column read it from without. */
function noteOuter(name: string, owner: Scope, scopes: readonly Scope[]): void {
  for (const scope of scopes.slice(0, scopes.indexOf(owner))) scope.outer.push(name);
}

/** WHERE does not see the aliases of the select list; DuckDB would. */
function refuseHidden(name: string, scopes: readonly Scope[]): void {
  if (!scopes.every((scope) => scope.columnsAreKnown) || scopes.some((scope) => scope.column(name))) return;
  const candidates = scopes.flatMap(({ relations }) => relations.flatMap(({ columns }) => columns ?? []));
  throw unresolvedColumn(
    name,
    candidates.map((column) => column.name),
  );
}

/** `t.c`: a relation's column, or a field of the column `t`. */
function qualified(table: string, name: string, translator: Translator): Typed {
  for (const scope of translator.scopes) {
    const relation = scope.relation(table);
    if (relation) {
      const column = findColumn(relation.columns, name);
      if (relation.columns && !column && !scope.column(table)) refuseUnknown(`${table}.${name}`, translator);
      noteOuter(name, scope, translator.scopes);
      return typed(`${identifier(table)}.${identifier(name)}`, column?.type);
    }

    const column = scope.column(table);
    if (column) return fieldOf(typed(column.text ?? identifier(table), column.type), name);
  }
  const found = resolved(table, translator);
  if (!found && table.toLowerCase() === "session_window") throw unsupported("the function session_window");
  if (!found) refuseUnknown(`${table}.${name}`, translator);
  return fieldOf(found ?? typed(identifier(table), undefined), name);
}

/**
 * A struct's field, a map's value by its key, or the array of the fields of an array's structs.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/dotsign
 */
function fieldOf({ text, type }: Typed, name: string): Typed {
  if (type && isSimple(type, "variant")) throw noField(type);
  if (type?.kind === "map") return typed(`${text}[${duckdbText(name)}]`, type.value);
  if (type?.kind === "array") {
    const element = fieldType(type.element, name);
    return typed(
      `list_transform(${text}, ${lambda(`${LAMBDA_VALUE}.${identifier(name)}`)})`,
      element && { kind: "array", element },
    );
  }
  return typed(`${text}.${identifier(name)}`, fieldType(type, name));
}

function fieldType(type: SqlType | undefined, name: string): SqlType | undefined {
  if (type?.kind !== "struct") return undefined;
  return type.fields.find((field) => field.name.toLowerCase() === name.toLowerCase())?.type;
}
