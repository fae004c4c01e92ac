import type { SyntaxNode } from "../syntax/syntax-node";
import type { Namer } from "./column-name";
import { isUser } from "./references";
import type { Translator } from "./translator";

/** Whether `a.b` is no column of the relation `a`. */
export function isField(node: SyntaxNode, { scopes }: Translator): boolean {
  const table = node.copy().optionalPart("table")?.text("name");
  return table !== undefined && !scopes.some((scope) => scope.relation(table));
}

/** `user` where no column is called so. */
export function isUserWord(name: string, { scopes }: Translator): boolean {
  return isUser(name) && !scopes.some((scope) => scope.column(name));
}

/** A column within a name: without its relation; a field of it with the column. */
export function columnText(node: SyntaxNode, namer: Namer): string {
  const name = node.part("name").text("name");
  const table = node.optionalPart("table")?.text("name");
  if (table === undefined) return bareName(name, namer);
  const { translator, parameters } = namer;
  if (!parameters.has(table.toLowerCase()) && !isField(node, translator)) return name;
  const columns = translator.scopes.map((scope) => scope.column(table));
  const base = bareName(table, namer);
  const isMap = columns.find((column) => column !== undefined)?.type?.kind === "map";
  return isMap ? `${base}[${name}]` : `${base}.${name}`;
}

export function fieldName(node: SyntaxNode, namer: Namer): string {
  const value = node.node("this");
  const field = node.part("field").text("name");
  const base = namer.name(value);
  return namer.translator.typeOf(value)?.kind === "map" ? `${base}[${field}]` : `${base}.${field}`;
}

/** An alias that stands before it in the select list is told from a column of FROM. */
function bareName(name: string, { translator, parameters }: Namer): string {
  const key = name.toLowerCase();
  if (parameters.has(key)) return "namedlambdavariable()";
  const { scope } = translator;
  if (isUserWord(name, translator)) return "current_user()";
  return scope.aliases.has(key) && !scope.column(name) ? `lateralAliasReference(${name})` : name;
}
