import { nameOf } from "./function-calls";
import type { SelectScope } from "./select-scopes";
import type { Expression, Ident, SelectItem, WildcardOptions } from "./tree";

/** Functions that make several columns, or columns with names of their own, of one expression. */
const GENERATORS = new Set(["explode", "explode_outer", "posexplode", "posexplode_outer"]);

const TABLE_GENERATORS = new Set([
  "inline",
  "inline_outer",
  "stack",
  "json_tuple",
  "parse_url_tuple",
  "variant_explode",
  "variant_explode_outer",
]);

/** Nodes that the service names by their text, which is never a word alone: `sum(x)`, `(a + b)`, `CASE WHEN …`. */
const NAMELESS = new Set(
  `Function BinaryOp Case Between InList InSubquery Like ILike RLike Subquery Exists IsNull IsNotNull IsTrue
  IsNotTrue IsFalse IsNotFalse Interval TypedString Extract Floor Ceil Trim Position Substring Overlay IsDistinctFrom IsNotDistinctFrom UnaryOp`.split(
    /\s+/,
  ),
);

/**
 * The names of the SELECT's columns in lower case, in order; `undefined` where they are not known from the text, such as
 * `*` of a table. An expression without a name gets one from the service: it stands as `""`.
 */
export function projectedColumns(scope: SelectScope): string[] | undefined {
  const columns: string[] = [];
  for (const item of scope.select.projection) {
    const names = columnsOf(item, scope);
    if (names === undefined) return undefined;

    columns.push(...names);
  }
  return columns;
}

function columnsOf(item: SelectItem, { sources, select }: SelectScope): readonly string[] | undefined {
  const { UnnamedExpr, ExprWithAlias, Wildcard, QualifiedWildcard } = item;
  if (ExprWithAlias) {
    const { alias } = ExprWithAlias;
    // Texts side by side are one: the parser takes the second for a name.
    return alias.quote_style === "'" || alias.quote_style === '"' ? undefined : [alias.value.toLowerCase()];
  }
  if (UnnamedExpr) return columnOf(UnnamedExpr);

  // A FROM with more in it than tables and queries, or a join that merges columns, is not looked into.
  const isPlain = select.from.length === 1 && select.from[0]?.joins.length === 0 && sources.length === 1;
  const [source] = sources;
  if (Wildcard && isPlain && select.lateral_views.length === 0)
    return source?.columns && without(source.columns, Wildcard);

  const [prefix, options] = QualifiedWildcard ?? [];
  const alias = prefix?.ObjectName?.at(-1)?.Identifier?.value.toLowerCase();
  const qualified = sources.find((candidate) => candidate.alias === alias);
  return qualified?.columns && without(qualified.columns, options ?? {});
}

/** Whether one row becomes several, as by `explode`. */
export function makesRows({ UnnamedExpr, ExprWithAlias, ExprWithAliases }: SelectItem): boolean {
  const { Function: call } = ExprWithAlias?.expr ?? UnnamedExpr ?? {};
  const name = call ? nameOf(call) : "";
  return ExprWithAliases !== undefined || GENERATORS.has(name) || TABLE_GENERATORS.has(name);
}

function columnOf(expression: Expression): string[] | undefined {
  const { Identifier, CompoundIdentifier, Function: call, Nested } = expression;
  if (Nested) return columnOf(Nested);

  const number = writtenNumber(expression);
  if (number !== undefined) {
    const name = numberName(number);
    return name === undefined ? undefined : [name];
  }
  const written = writtenName(expression);
  if (written !== undefined) return [written];

  const column = Identifier ?? CompoundIdentifier?.at(-1);
  if (column) return [column.value.toLowerCase()];

  const name = call ? nameOf(call) : "";
  const isNameless = Object.keys(expression).some((kind) => NAMELESS.has(kind));
  return isNameless && !TABLE_GENERATORS.has(name) && !GENERATORS.has(name) ? [""] : undefined;
}

/** A number that is written out, with its sign and its type: `2`, `-2.50BD`, `1e3`. */
function writtenNumber({ Value, UnaryOp, Identifier }: Expression): string | undefined {
  if (UnaryOp?.op === "Minus") {
    const operand = writtenNumber(UnaryOp.expr);
    return operand === undefined || operand.startsWith("-") ? undefined : `-${operand}`;
  }
  const typed = Identifier?.quote_style ? undefined : Identifier?.value;
  return Value?.value?.Number?.[0] ?? (typed !== undefined && /^[\d.]/.test(typed) ? typed : undefined);
}

/**
 * What the service calls it: whole numbers and decimals by their value (`7` of `007`, `2.50` of `2.50BD`). Nothing of the
 * others, which it writes as doubles (`2.0`, `1.0E10`).
 */
function numberName(number: string): string | undefined {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d*)(\.\d*)?(?:BD|[LSY])?$/i.exec(number) ?? [];
  if (whole + fraction === "") return undefined;

  return sign + (whole.replace(/^0+/, "") || "0") + (fraction === "." ? "" : fraction);
}

/** What the service calls another value that is written out: `a` of `'a'`, `NULL` of `NULL`. */
function writtenName({ Value }: Expression): string | undefined {
  const value: unknown = Value?.value;
  if (value === "Null") return "null";

  const { SingleQuotedString: single, DoubleQuotedString: double, Boolean: truth } = Value?.value ?? {};
  const written = single ?? double ?? truth;
  return written === undefined ? undefined : String(written).toLowerCase();
}

function without(columns: readonly string[], options: WildcardOptions): readonly string[] | undefined {
  const { opt_except: except, opt_rename, opt_replace, opt_exclude, opt_ilike } = options;
  if (opt_rename ?? opt_replace ?? opt_exclude ?? opt_ilike) return undefined;

  const dropped = except ? [except.first_element, ...except.additional_elements].map(lowerCase) : [];
  return columns.filter((column) => !dropped.includes(column));
}

function lowerCase({ value }: Ident): string {
  return value.toLowerCase();
}
