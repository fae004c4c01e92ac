import type { DataRights } from "../../access/data-rights";
import { SqlError } from "../sql-engine";
import { syntaxError, unsupported } from "../sql-faults";
import type { Catalogs } from "../store/catalogs";
import { displayName, type TableName } from "../store/physical-name";
import { visible } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import { type Json, SyntaxNode } from "../syntax/syntax-node";
import { simpleType, type SqlType } from "../types/sql-type";
import { ARITHMETIC } from "./arithmetic";
import { CALLS } from "./calls";
import type { BoundParameters, Constant, Constants } from "./known-values";
import { LITERALS } from "./literals";
import { resolveName } from "./names";
import { OPERATORS, PREDICATES } from "./operators";
import { QUERIES } from "./queries";
import { COLLECTIONS, REFERENCES } from "./references";
import { type Cte, findColumn, Scope } from "./scope";
import { type Printed, typed, type Typed, type TypedQuery } from "./typed";

/** What a statement's text alone does not say. */
interface Surroundings {
  readonly catalogs: Catalogs;
  readonly rights: DataRights;
  readonly catalog: string;
  readonly schema: string;
  readonly userName: string;
  /** Whose rights count: within a view those of its owner. */
  readonly reader: string;
  /** When the statement started; `current_timestamp()` is the same all through it. */
  readonly now: Date;
  readonly parameters: BoundParameters;
  readonly constants: Constants;
  /** The session's own views, by their name in lower case. */
  readonly temporaryViews: ReadonlyMap<string, TableNotes>;
  /** Whether a text that is no value of a type is an error, as by default, and not NULL. */
  readonly isAnsi: boolean;
  readonly parse: (sql: string) => SyntaxNode;
  /** The views within whose queries this is printed. */
  readonly openViews: readonly string[];
}

/** Prints a syntax tree as DuckDB SQL. Each kind of node has one printer; a kind without one is refused. */
export class Translator {
  /** From the outermost query to the one that is being printed. */
  readonly #stack: Scope[] = [new Scope()];

  /** Whether all that is printed is one query: what its relations do not have is nowhere. */
  isQuery = false;
  /** Of the expressions that were printed, by their records in the tree. */
  readonly #types = new WeakMap<WeakKey, SqlType>();
  readonly #outerColumns = new WeakMap<WeakKey, readonly string[]>();

  constructor(readonly surroundings: Surroundings) {}

  /** The whole of a statement that is a query. */
  wholeQuery(node: SyntaxNode): TypedQuery {
    this.isQuery = true;
    return this.typedQuery(node);
  }

  expression(node: SyntaxNode): string {
    return this.typed(node).text;
  }

  typed(node: SyntaxNode): Typed {
    const print = Object.hasOwn(EXPRESSIONS, node.kind) ? EXPRESSIONS[node.kind] : undefined;
    if (!print) throw unsupported(`the expression ${node.kind.replaceAll("_", " ").toUpperCase()}`);
    const printed = print(node, this);
    node.finish();
    if (typeof printed === "string") return typed(printed, undefined);
    if (printed.type) this.#types.set(node.record, printed.type);
    return printed;
  }

  /** The type of an expression that was printed already, where it is known. */
  typeOf(node: SyntaxNode): SqlType | undefined {
    return node.kind === "null" ? simpleType("void") : this.#types.get(node.record);
  }

  /** The columns that a query which was printed already reads of those around it. */
  outerColumns(query: SyntaxNode): readonly string[] {
    return this.#outerColumns.get(query.record) ?? [];
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
  json(node: Json): Typed {
    return this.typed(SyntaxNode.of(node));
  }

  query(node: SyntaxNode): string {
    return this.typedQuery(node).text;
  }

  typedQuery(node: SyntaxNode): TypedQuery {
    const print = Object.hasOwn(QUERIES, node.kind) ? QUERIES[node.kind] : undefined;
    if (!print && Object.hasOwn(EXPRESSIONS, node.kind)) throw syntaxError("", "expected a query");
    if (!print) throw noQuery(node.kind.replaceAll("_", " ").toUpperCase());
    return this.within(new Scope(), () => {
      const query = print(node, this);
      node.finish();
      this.#outerColumns.set(node.record, this.scope.outer);
      return query;
    });
  }

  within<T>(scope: Scope, print: () => T): T {
    this.#stack.push(scope);
    try {
      return print();
    } finally {
      this.#stack.pop();
    }
  }

  /** The scope of the query that is being printed. */
  get scope(): Scope {
    const scope = this.#stack.at(-1);
    if (!scope) throw new TypeError("No query is being printed.");
    return scope;
  }

  /** From the innermost scope to the outermost. */
  get scopes(): readonly Scope[] {
    return [...this.#stack].reverse();
  }

  /** A view's query, as its maker's session would print it, with the columns that it had then and its owner's rights. */
  view(notes: TableNotes, reader: string): string {
    const { view } = notes;
    if (!view) throw new TypeError(`${displayName(notes)} is no view.`);
    const name = displayName(notes);
    const { openViews, parse } = this.surroundings;
    if (openViews.includes(name)) throw recursiveView([...openViews, name]);
    const { text, columns } = this.inside(name, view, reader).wholeQuery(parse(view.query));
    const gone =
      columns && notes.columns.find((column) => !findColumn(columns, column.stored ?? column.name));
    if (gone) throw otherColumns(name, gone.stored ?? gone.name);
    return `(SELECT ${visible(notes).join(", ")} FROM (${text}))`;
  }

  /** For what is kept under a name: its text means what its maker's session would read in it, with its owner's rights. */
  inside(
    name: string,
    { catalog, schema }: Pick<TableName, "catalog" | "schema">,
    reader: string,
  ): Translator {
    const openViews = [...this.surroundings.openViews, name];
    return new Translator({ ...this.surroundings, catalog, schema, reader, openViews });
  }

  /** From here on, and until the query ends, `name` means a WITH query. */
  declareCte(name: string, cte: Cte): void {
    this.scope.ctes.set(name.toLowerCase(), cte);
  }

  cte(name: string): Cte | undefined {
    return this.scopes.find((scope) => scope.ctes.has(name.toLowerCase()))?.ctes.get(name.toLowerCase());
  }

  tableName(parts: readonly string[]): TableName {
    return resolveName(parts, this.surroundings);
  }
}

export type ExpressionPrinter = (node: SyntaxNode, translator: Translator) => Printed;

/** A statement of another kind is none to Databricks either. */
function noQuery(kind: string): SqlError {
  const [word = ""] = kind.split(" ");
  return /^(?:ALTER|ANALYZE|CACHE|CALL|COMMAND|COMMENT|COPY|CREATE|DECLARE|DELETE|DESCRIBE|DROP|EXPLAIN|GRANT|INSERT|MERGE|REFRESH|REVOKE|SET|SHOW|TRUNCATE|UPDATE|USE)$/.test(
    word,
  )
    ? syntaxError(word)
    : unsupported(`the query ${kind}`);
}

function recursiveView(path: readonly string[]): SqlError {
  return new SqlError(
    "RECURSIVE_VIEW",
    "42K0H",
    `Recursive view ${path.at(-1) ?? ""} detected (cycle: ${path.join(" -> ")}).`,
  );
}

function otherColumns(view: string, column: string): SqlError {
  return new SqlError(
    "INCOMPATIBLE_VIEW_SCHEMA_CHANGE",
    "51024",
    `The SQL query of view ${view} has an incompatible schema change and column ${column} cannot be resolved.`,
  );
}

/** Every kind of expression that is understood. */
const EXPRESSIONS: Readonly<Record<string, ExpressionPrinter>> = {
  ...LITERALS,
  ...REFERENCES,
  ...OPERATORS,
  ...ARITHMETIC,
  ...PREDICATES,
  ...COLLECTIONS,
  ...CALLS,
};
