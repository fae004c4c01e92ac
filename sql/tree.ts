/**
 * The parser's tree, as far as this project reads it. A node is an object whose one key says what it is, so each
 * variant stands as an optional property: `expression.BinaryOp?.op`.
 *
 * @see https://docs.rs/sqlparser/latest/sqlparser/ast/
 */
export interface SqlTree {
  readonly Query?: Query;
}

/** Line and column start at 1; columns count code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Span {
  readonly start: Position;
  readonly end: Position;
}

export interface Ident {
  readonly value: string;
  readonly quote_style?: string;
  readonly span: Span;
}

export type ObjectName = readonly { readonly Identifier?: Ident }[];

export interface Query {
  readonly with?: { readonly recursive: boolean; readonly cte_tables: readonly CommonTable[] };
  readonly body: SetExpression;
  readonly order_by?: { readonly kind: { readonly Expressions?: readonly OrderBy[] } | string };
  readonly limit_clause?: {
    readonly LimitOffset?: { readonly limit?: Expression; readonly offset?: { readonly value: Expression } };
  };
  /** On every query, and on nothing else that has a body. */
  readonly locks: readonly unknown[];
}

export interface CommonTable {
  readonly alias: TableAlias;
  readonly query: Query;
}

export interface SetExpression {
  readonly Select?: Select;
  readonly Query?: Query;
  readonly SetOperation?: {
    readonly op: string;
    /** `All`, `Distinct`, `None` and others. */
    readonly set_quantifier: string;
    readonly left: SetExpression;
    readonly right: SetExpression;
  };
  readonly Values?: { readonly rows: readonly { readonly content: readonly Expression[] }[] };
}

export interface Select {
  readonly distinct?: unknown;
  readonly projection: readonly SelectItem[];
  readonly from: readonly TableWithJoins[];
  readonly lateral_views: readonly unknown[];
  readonly selection?: Expression;
  /** Without expressions it is GROUP BY ALL; behind them stand WITH ROLLUP and its kin. */
  readonly group_by: { readonly Expressions?: readonly [readonly Expression[], readonly unknown[]] };
  readonly having?: Expression;
  readonly qualify?: Expression;
}

export interface SelectItem {
  readonly UnnamedExpr?: Expression;
  readonly ExprWithAlias?: { readonly expr: Expression; readonly alias: Ident };
  readonly ExprWithAliases?: unknown;
  readonly QualifiedWildcard?: readonly [{ readonly ObjectName?: ObjectName }, WildcardOptions];
  readonly Wildcard?: WildcardOptions;
}

export interface WildcardOptions {
  readonly opt_except?: {
    readonly first_element: Ident;
    readonly additional_elements: readonly Ident[];
  };
  readonly opt_rename?: unknown;
  readonly opt_replace?: unknown;
  readonly opt_exclude?: unknown;
  readonly opt_ilike?: unknown;
}

export interface TableWithJoins {
  readonly relation: TableFactor;
  readonly joins: readonly { readonly relation: TableFactor; readonly join_operator: JoinOperator }[];
}

/** `{ Left: { On: … } }`, `{ CrossJoin: "None" }` and so on. */
export type JoinOperator = Readonly<Record<string, { readonly On?: Expression } | string>>;

export interface TableFactor {
  readonly Table?: {
    readonly name: ObjectName;
    readonly alias?: TableAlias;
    /** Of a table function such as `range(10)`. */
    readonly args?: unknown;
    readonly version?: unknown;
  };
  readonly Derived?: { readonly subquery: Query; readonly alias?: TableAlias };
  readonly NestedJoin?: { readonly table_with_joins: TableWithJoins };
}

export interface TableAlias {
  readonly name: Ident;
  readonly columns: readonly { readonly name: Ident }[];
}

export interface OrderBy {
  readonly expr: Expression;
}

export interface Expression {
  readonly Identifier?: Ident;
  readonly CompoundIdentifier?: readonly Ident[];
  readonly Value?: ValueWithSpan;
  readonly TypedString?: { readonly data_type: unknown; readonly value: ValueWithSpan };
  readonly Interval?: { readonly value: Expression; readonly leading_field?: DateTimeField };
  readonly BinaryOp?: { readonly left: Expression; readonly op: string; readonly right: Expression };
  readonly UnaryOp?: { readonly op: string; readonly expr: Expression };
  readonly Nested?: Expression;
  readonly Between?: {
    readonly expr: Expression;
    readonly negated: boolean;
    readonly low: Expression;
    readonly high: Expression;
  };
  readonly InList?: {
    readonly expr: Expression;
    readonly list: readonly Expression[];
    readonly negated: boolean;
  };
  readonly Like?: { readonly expr: Expression; readonly pattern: Expression; readonly negated: boolean };
  readonly IsNull?: Expression;
  readonly IsNotNull?: Expression;
  readonly Extract?: { readonly field: unknown; readonly expr: Expression };
  readonly Cast?: { readonly expr: Expression; readonly data_type: unknown };
  readonly Case?: {
    /** Of `CASE x WHEN 1 THEN …`. */
    readonly operand?: Expression;
    readonly conditions: readonly { readonly condition: Expression; readonly result: Expression }[];
    readonly else_result?: Expression;
  };
  readonly Floor?: { readonly expr: Expression };
  readonly Ceil?: { readonly expr: Expression };
  readonly Function?: FunctionNode;
  readonly Subquery?: Query;
  readonly Exists?: { readonly subquery: Query };
  readonly InSubquery?: { readonly expr: Expression; readonly subquery: Query };
}

/** `Day`; with a key alone where the parser's variant can hold more: `{ Week: undefined }`. */
export type DateTimeField = string | Readonly<Record<string, unknown>>;

export interface FunctionNode {
  readonly name: ObjectName;
  readonly args: "None" | { readonly List?: { readonly args: readonly FunctionArgument[] } };
  readonly over?: { readonly WindowSpec?: { readonly partition_by?: readonly Expression[] } };
  readonly filter?: Expression;
}

export interface FunctionArgument {
  readonly Unnamed?: { readonly Expr?: Expression } | "Wildcard";
  readonly Named?: { readonly arg: { readonly Expr?: Expression } };
}

export interface ValueWithSpan {
  /** A text alone is `Null`. */
  readonly value: {
    readonly SingleQuotedString?: string;
    readonly DoubleQuotedString?: string;
    readonly Number?: readonly [string, boolean];
    readonly Boolean?: boolean;
    readonly Placeholder?: string;
    readonly HexStringLiteral?: string;
  };
  readonly span: Span;
}

/** The nodes that can be looked for anywhere in a tree, by their key. */
export interface NodeTypes {
  readonly BinaryOp: NonNullable<Expression["BinaryOp"]>;
  readonly Between: NonNullable<Expression["Between"]>;
  readonly InList: NonNullable<Expression["InList"]>;
  readonly Function: FunctionNode;
  readonly TypedString: NonNullable<Expression["TypedString"]>;
  readonly Value: ValueWithSpan;
  readonly Select: Select;
}
