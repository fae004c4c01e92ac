import type { SyntaxNode } from "../syntax/syntax-node";
import { writtenName } from "../text/statement-text";
import { typeName } from "../types/sql-type";
import { typeOfSyntax } from "../types/type-of-syntax";
import { callNameOf, CALL_NAMES } from "./call-name-of";
import { intervalName, literalName, suffixedName, valueName } from "./literal-names";
import { OPERATOR_NAMES } from "./operator-names";
import { columnText, fieldName, isField, isUserWord } from "./reference-names";
import type { Translator } from "./translator";

/**
 * The name that Databricks gives a column without alias: `count(1)`, `sum(x)`, `(a + 1)`. Ask for it behind the expression's
 * translation, which tells the types of its parts; the node is a look that leaves no mark.
 */
export function columnName(node: SyntaxNode, translator: Translator): string {
  return ownName(node.copy(), translator) ?? new Namer(translator).name(node.copy());
}

/** The name of a column, also of one that is cast, and that of a column's field. */
function ownName(node: SyntaxNode, translator: Translator): string | undefined {
  if (node.kind === "paren") return ownName(node.node("this"), translator);
  if (node.kind === "column") {
    const name = node.part("name").text("name");
    return isUserWord(name, translator) && !node.has("table") ? undefined : name;
  }
  if (node.kind === "dot") {
    const isField = ownName(node.node("this"), translator) !== undefined;
    return isField ? node.part("field").text("name") : undefined;
  }
  if (node.kind !== "cast" && node.kind !== "try_cast") return undefined;
  const value = withoutParens(node.node("this"));
  return value.kind === "column" && !isField(value, translator) ? ownName(value, translator) : undefined;
}

export function withoutParens(node: SyntaxNode): SyntaxNode {
  return node.kind === "paren" ? withoutParens(node.node("this")) : node;
}

/** How a kind of node is shown within a name. */
export type NamePrinter = (node: SyntaxNode, namer: Namer) => string;

/** Shows the parts of an expression within its name. */
export class Namer {
  constructor(
    readonly translator: Translator,
    /** The parameters of the lambdas around it, in lower case. */
    readonly parameters: ReadonlySet<string> = new Set(),
  ) {}

  name(node: SyntaxNode): string {
    const print = Object.hasOwn(NAMES, node.kind) ? NAMES[node.kind] : undefined;
    return print ? print(node, this) : callNameOf(node, this);
  }

  names(nodes: readonly SyntaxNode[]): string {
    return nodes.map((node) => this.name(node)).join(", ");
  }

  /** The same within a lambda. */
  within(parameters: readonly string[]): Namer {
    return new Namer(
      this.translator,
      new Set([...this.parameters, ...parameters.map((name) => name.toLowerCase())]),
    );
  }
}

const NAMES: Readonly<Record<string, NamePrinter>> = {
  ...OPERATOR_NAMES,
  ...CALL_NAMES,
  alias: (node, namer) =>
    `${namer.name(node.node("this"))} AS ${plainOrQuoted(node.part("alias").text("name"))}`,
  boolean: (node) => String(node.flag("value")),
  cast: castName,
  column: columnText,
  dot: fieldName,
  identifier: (node) => node.text("name"),
  interval: (node, namer) => intervalName(node.copy()) ?? namer.name(node.node("this")),
  j_s_o_n_extract: (node, namer) =>
    /[^.[\]"'`]+(?=["'`\]]*$)/.exec(namer.name(node.node("expression")))?.[0] ?? node.kind,
  lambda: (node, namer) => {
    const parameters = node.partsOf("parameters").map((part) => part.text("name"));
    const body = namer.within(parameters).name(node.node("body"));
    return `lambdafunction(${[body, ...parameters.map(() => "namedlambdavariable()")].join(", ")})`;
  },
  literal: (node) => literalName(node),
  neg: (node, namer) => negativeName(node, namer),
  null: () => "NULL",
  parameter: (node, { translator }) => {
    const name = node.text("name");
    const given = translator.surroundings.parameters.given(name);
    if (!given) return writtenName(name);
    return given.value === null ? "NULL" : valueName(given.value, given.type);
  },
  paren: (node, namer) => namer.name(node.node("this")),
  subscript: (node, namer) => {
    const [value, index] = [node.node("this"), namer.name(node.node("index"))];
    const isField = namer.translator.typeOf(value)?.kind === "struct";
    return isField ? `${namer.name(value)}.${index}` : `${namer.name(value)}[${index}]`;
  },
  try_cast: castName,
};

/** A cast to an array, a map or a struct is not shown. */
function castName(node: SyntaxNode, namer: Namer): string {
  const literal = suffixedName(node.copy());
  if (literal !== undefined) return literal;
  const value = namer.name(node.node("this"));
  const type = typeOfSyntax(node.part("to"));
  if (type.kind === "array" || type.kind === "map" || type.kind === "struct") return value;
  return `${node.kind.toUpperCase()}(${value} AS ${typeName(type).toUpperCase()})`;
}

/** The sign belongs to a number that is a literal, before any cast that follows it. */
function negativeName(node: SyntaxNode, namer: Namer): string {
  const value = node.node("this");
  if (value.kind === "literal" && value.copy().text("literal_type") === "number")
    return literalName(value, "-");
  if (value.kind === "cast" || value.kind === "try_cast") {
    const literal = suffixedName(value.copy(), "-");
    if (literal !== undefined) return literal;
    const inner = value.copy().node("this");
    const isSigned = value.copy().flag("double_colon_syntax") && inner.kind === "literal";
    if (isSigned && inner.copy().text("literal_type") === "number")
      return `CAST(${literalName(inner, "-")} AS ${typeName(typeOfSyntax(value.copy().part("to"))).toUpperCase()})`;
  }
  return `(- ${namer.name(value)})`;
}

function plainOrQuoted(name: string): string {
  return /^\w+$/.test(name) && !/^\d+$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}
