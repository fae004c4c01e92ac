import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import type { Catalogs } from "../store/catalogs";
import { displayName, type TableName } from "../store/physical-name";
import { visible } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import { SyntaxNode, type Json } from "../syntax/syntax-node";
import type { BoundParameters } from "./bound-parameters";
import type { Constant, Constants } from "./constants";
import { EXPRESSIONS } from "./expressions";
import { QUERIES } from "./queries";

/** What a statement's text alone does not say. */
export interface Surroundings {
  readonly catalogs: Catalogs;
  readonly catalog: string;
  readonly schema: string;
  readonly userName: string;
  /** When the statement started; `current_timestamp()` is the same all through it. */
  readonly now: Date;
  readonly parameters: BoundParameters;
  readonly constants: Constants;
  /** The session's own views, by their name in lower case. */
  readonly temporaryViews: ReadonlyMap<string, TableNotes>;
  readonly parse: (sql: string) => SyntaxNode;
  /** The views within whose queries this is printed. */
  readonly openViews: readonly string[];
}

/** Prints a syntax tree as DuckDB SQL. Each kind of node has one printer; a kind without one is refused. */
export class Translator {
  /** Names that WITH has introduced and that hide tables. */
  private readonly scopes: Set<string>[] = [];

  constructor(readonly surroundings: Surroundings) {}

  expression(node: SyntaxNode): string {
    const print = Object.hasOwn(EXPRESSIONS, node.kind) ? EXPRESSIONS[node.kind] : undefined;
    if (!print) throw unsupported(`the expression ${node.kind.replaceAll("_", " ").toUpperCase()}`);
    const text = print(node, this);
    node.finish();
    return text;
  }

  /** The value of an expression without columns, of which the statement's text depends. */
  constant(node: SyntaxNode): Constant {
    const parameters = this.surroundings.parameters.anew();
    const text = new Translator({ ...this.surroundings, parameters }).expression(node);
    return this.surroundings.constants.value(text, parameters.values());
  }

  expressions(nodes: readonly SyntaxNode[]): string {
    return nodes.map((node) => this.expression(node)).join(", ");
  }

  /** A member of a pair or row, which is a bare node of the tree. */
  json(node: Json): string {
    return this.expression(SyntaxNode.of(node));
  }

  query(node: SyntaxNode): string {
    const print = Object.hasOwn(QUERIES, node.kind) ? QUERIES[node.kind] : undefined;
    if (!print) throw unsupported(`the query ${node.kind.replaceAll("_", " ").toUpperCase()}`);
    this.scopes.push(new Set());
    const text = print(node, this);
    this.scopes.pop();
    node.finish();
    return text;
  }

  /** A view's query, as its maker's session would print it, with the columns that it had then. */
  view(notes: TableNotes): string {
    const { view } = notes;
    if (!view) throw new TypeError(`${displayName(notes)} is no view.`);
    const name = displayName(notes);
    const { openViews, parse } = this.surroundings;
    if (openViews.includes(name)) throw recursiveView([...openViews, name]);
    const { catalog, schema } = view;
    const within = { ...this.surroundings, catalog, schema, openViews: [...openViews, name] };
    const query = new Translator(within).query(parse(view.query));
    return `(SELECT ${visible(notes).join(", ")} FROM (${query}))`;
  }

  /** From here on, and until the query ends, `name` means a WITH query. */
  declareCte(name: string): void {
    this.scopes.at(-1)?.add(name.toLowerCase());
  }

  isCte(name: string): boolean {
    return this.scopes.some((scope) => scope.has(name.toLowerCase()));
  }

  tableName(parts: readonly string[]): TableName {
    return resolveName(parts, this.surroundings);
  }
}

/** `t`, `s.t` or `c.s.t` → the full name, in lower case as Databricks keeps it. */
export function resolveName(
  parts: readonly string[],
  session: { readonly catalog: string; readonly schema: string },
): TableName {
  const [table = "", schema = session.schema, catalog = session.catalog, more] = [...parts].reverse();
  if (more !== undefined) throw unsupported(`the name ${parts.join(".")} of more than three parts`);
  return {
    catalog: catalog.toLowerCase(),
    schema: schema.toLowerCase(),
    table: table.toLowerCase(),
  };
}

function recursiveView(path: readonly string[]): SqlError {
  return new SqlError(
    "RECURSIVE_VIEW",
    "42K0H",
    `Recursive view ${path.at(-1) ?? ""} detected (cycle: ${path.join(" -> ")}).`,
  );
}
