import { type ParsedQuery, TextPositions, type TextSpan } from "./parse-query";
import { closingParenthesis, skipBlanks } from "./scan-text";
import { type SelectScope, selectScopes } from "./select-scopes";
import type { Expression, FunctionNode, NodeTypes, Query, TableFactor, TableWithJoins } from "./tree";

/** Every node of one kind, in the order of the text, wherever it stands in the tree. */
export function nodesOf<Kind extends keyof NodeTypes>(tree: unknown, kind: Kind): NodeTypes[Kind][] {
  const found: NodeTypes[Kind][] = [];
  visit(tree, (node) => {
    const content = node[kind];
    if (typeof content === "object" && content !== null) {
      // The key says what the content is.
      found.push(content as NodeTypes[Kind]);
    }
    return true;
  });
  return found;
}

/** The queries right inside of `tree`: those inside of these are left to whoever looks into them. */
export function queriesIn(tree: unknown): Query[] {
  const found: Query[] = [];
  visit(tree, (node) => {
    const isQuery = "body" in node && "locks" in node;
    if (isQuery) {
      found.push(node as unknown as Query);
    }
    return !isQuery;
  });
  return found;
}

/** Goes through all objects of the tree, into those for which `enter` says so. */
export function visit(tree: unknown, enter: (node: Readonly<Record<string, unknown>>) => boolean): void {
  if (Array.isArray(tree)) {
    for (const element of tree) visit(element, enter);
  } else if (typeof tree === "object" && tree !== null) {
    // An object of the tree is JSON: its keys are texts.
    const node = tree as Readonly<Record<string, unknown>>;
    if (enter(node)) {
      for (const content of Object.values(node)) visit(content, enter);
    }
  }
}

/** A call of a function, with its place in the text: from its name to its closing parenthesis. */
interface FunctionCall {
  /** In lower case, with what qualifies it: `now`, `main.tools.now`. */
  readonly name: string;
  /** Left out where the call has no parentheses: `current_date`. */
  readonly args?: readonly Expression[];
  readonly span: TextSpan;
  readonly node: FunctionNode;
}

/** Every call in the query, in the order of the text. */
export function functionCalls({ text, query }: Pick<ParsedQuery, "text" | "query">): FunctionCall[] {
  const positions = new TextPositions(text);
  return nodesOf(query, "Function")
    .flatMap((node) => {
      const [first] = node.name;
      const last = node.name.at(-1);
      if (first?.Identifier === undefined || last?.Identifier === undefined) {
        return [];
      }
      const start = positions.offset(first.Identifier.span.start);
      const nameEnd = positions.offset(last.Identifier.span.end);
      const end = node.args === "None" ? nameEnd : closingParenthesis(text, skipBlanks(text, nameEnd));
      const args = argumentsOf(node);
      return [{ name: nameOf(node), ...(args && { args }), span: { start, end }, node }];
    })
    .sort((a, b) => a.span.start - b.span.start);
}

/** In lower case. */
export function nameOf({ name }: FunctionNode): string {
  return name.map((part) => part.Identifier?.value.toLowerCase() ?? "").join(".");
}

/** The arguments that are expressions: `*` is none. */
export function argumentsOf({ args }: FunctionNode): Expression[] | undefined {
  if (args === "None") {
    return undefined;
  }
  return (args.List?.args ?? []).flatMap(({ Unnamed, Named }) => {
    const argument = Unnamed === "Wildcard" ? undefined : (Unnamed?.Expr ?? Named?.arg.Expr);
    return argument ?? [];
  });
}

/** The tables and views that the query names, in lower case, once each; common tables are none. */
export function tablesRead(query: Query, scopes: readonly SelectScope[] = selectScopes(query)): string[] {
  const tables = scopes.flatMap(({ sources }) => sources.flatMap(({ table }) => table ?? []));
  return [...new Set(tables)];
}

/** Joins behind which each row meets the ON; an outer join keeps rows that do not, and an anti join those only. */
const HOLDS_ON = /^(?:Join|Inner|StraightJoin|(?:Left|Right)?Semi)$/;

/** Joins that keep rows of their right side to which the left has none: what held of the left need not hold of them. */
const LOSES_LEFT = /^(?:Right|RightOuter|FullOuter|RightAnti)$/;

/** Joins that keep rows of their left side to which the right has none. */
const LOSES_RIGHT = /^(?:Left|LeftOuter|FullOuter|Anti|LeftAnti|OuterApply|AsOf)$/;

/** What a FROM clause is made of, joins flattened. */
interface TableFactors {
  readonly factors: readonly TableFactor[];
  /** Every ON. */
  readonly joinConditions: readonly Expression[];
  /** Each ON that all rows meet. */
  readonly heldConditions: readonly Expression[];
}

export function tableFactors(from: readonly TableWithJoins[]): TableFactors {
  const tables = from.map(ofTable);
  return {
    factors: tables.flatMap(({ factors }) => factors),
    joinConditions: tables.flatMap(({ joinConditions }) => joinConditions),
    heldConditions: tables.flatMap(({ heldConditions }) => heldConditions),
  };
}

function ofTable({ relation, joins }: TableWithJoins): TableFactors {
  return joins.reduce((left, { relation: joined, join_operator: how }) => {
    const right = ofFactor(joined);
    const [kind = ""] = Object.keys(how);
    const on = Object.values(how).flatMap((constraint) =>
      typeof constraint === "object" && constraint.On ? [constraint.On] : [],
    );
    return {
      factors: [...left.factors, ...right.factors],
      joinConditions: [...left.joinConditions, ...right.joinConditions, ...on],
      heldConditions: [
        ...(LOSES_LEFT.test(kind) ? [] : left.heldConditions),
        ...(LOSES_RIGHT.test(kind) ? [] : right.heldConditions),
        ...(HOLDS_ON.test(kind) ? on : []),
      ],
    };
  }, ofFactor(relation));
}

function ofFactor(factor: TableFactor): TableFactors {
  const nested = factor.NestedJoin?.table_with_joins;
  return nested ? ofTable(nested) : { factors: [factor], joinConditions: [], heldConditions: [] };
}
