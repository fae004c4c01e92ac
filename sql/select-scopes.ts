import { queriesIn } from "./nodes-of";
import { projectedColumns } from "./projected-columns";
import { tableFactors } from "./table-factors";
import type { CommonTable, Expression, ObjectName, Query, Select, SetExpression, TableAlias } from "./tree";

/** What a FROM clause names. */
export interface Source {
  /** What columns are qualified with, in lower case: the alias, else the last part of the table's name. */
  readonly alias: string;
  /** `system.access.audit` in lower case; left out for a query in its place (a subquery, a common table). */
  readonly table?: string;
  /** The query in the place of a table. */
  readonly query?: Query;
  /** Where the query's own FROM is looked up. */
  readonly scopes: readonly SelectScope[];
  /** In lower case; left out where they cannot be known from the text. */
  readonly columns?: readonly string[];
}

/** One SELECT with what its names mean. */
export interface SelectScope {
  readonly select: Select;
  /** Its rows are rows of the query's result. */
  readonly isResult: boolean;
  readonly sources: readonly Source[];
  /** The parts of WHERE and of the joins' ON. That of an outer join is about what it joins: rows that do not meet it stay. */
  readonly conditions: readonly Expression[];
  /** Those of them that must all hold, whatever row is kept. */
  readonly held: readonly Expression[];
  /** The SELECT around it, whose sources it can name, too. */
  readonly outer?: SelectScope;
}

interface CommonTables {
  readonly [name: string]: {
    readonly query: Query;
    readonly alias: TableAlias;
    readonly scopes: SelectScope[];
  };
}

/** Every SELECT of the query, the common tables' first. */
export function selectScopes(query: Query): SelectScope[] {
  const found: SelectScope[] = [];
  readQuery(query, {}, true, undefined, found);
  return found;
}

/** Adds the scopes of `query` to `found`, and gives back those whose rows are its rows. */
function readQuery(
  query: Query,
  known: CommonTables,
  isResult: boolean,
  outer: SelectScope | undefined,
  found: SelectScope[],
): SelectScope[] {
  let tables = known;
  for (const { alias, query: common } of query.with?.cte_tables ?? []) {
    // A recursive common table names itself: what it reads there is not looked into again.
    const own = { [key(alias)]: { query: common, alias, scopes: [] } };
    const scopes = readQuery(
      common,
      query.with?.recursive ? { ...tables, ...own } : tables,
      false,
      outer,
      found,
    );
    tables = { ...tables, [key(alias)]: { query: common, alias, scopes } };
  }
  return readSet(query.body, tables, isResult, outer, found);
}

function readSet(
  body: SetExpression,
  tables: CommonTables,
  isResult: boolean,
  outer: SelectScope | undefined,
  found: SelectScope[],
): SelectScope[] {
  const { Select, Query, SetOperation } = body;
  if (Query) return readQuery(Query, tables, isResult, outer, found);

  if (SetOperation) {
    return [SetOperation.left, SetOperation.right].flatMap((side) =>
      readSet(side, tables, isResult, outer, found),
    );
  }
  return Select ? [readSelect(Select, tables, isResult, outer, found)] : [];
}

function readSelect(
  select: Select,
  tables: CommonTables,
  isResult: boolean,
  outer: SelectScope | undefined,
  found: SelectScope[],
): SelectScope {
  const { factors, joinConditions, heldConditions } = tableFactors(select.from);
  const derived = new Set<Query>();
  const sources = factors.flatMap(({ Table, Derived }): Source[] => {
    if (Derived) {
      derived.add(Derived.subquery);
      const scopes = readQuery(Derived.subquery, tables, false, outer, found);
      return [querySource(Derived.alias, Derived.subquery, scopes)];
    }
    if (!Table || (Table.args !== undefined && Table.args !== null)) return [];

    const name = objectName(Table.name);
    const common = tables[name];
    return common
      ? [
          {
            ...querySource(common.alias, common.query, common.scopes),
            alias: Table.alias ? key(Table.alias) : name,
          },
        ]
      : [
          {
            alias: Table.alias ? key(Table.alias) : (name.split(".").at(-1) ?? name),
            table: name,
            scopes: [],
          },
        ];
  });
  const conditions = [select.selection, ...joinConditions].flatMap(conjuncts);
  const held = [select.selection, ...heldConditions].flatMap(conjuncts);
  const scope: SelectScope = { select, isResult, sources, conditions, held, ...(outer && { outer }) };
  for (const subquery of queriesIn(select).filter((query) => !derived.has(query)))
    readQuery(subquery, tables, false, scope, found);

  found.push(scope);
  return scope;
}

function querySource(alias: TableAlias | undefined, query: Query, scopes: readonly SelectScope[]): Source {
  const named = alias?.columns.map(({ name }) => name.value.toLowerCase()) ?? [];
  const columns = named.length > 0 ? named : scopes[0] && projectedColumns(scopes[0]);
  return { alias: alias ? key(alias) : "", query, scopes, ...(columns && { columns }) };
}

/** The parts of a condition that AND joins. */
export function conjuncts(condition: Expression | undefined): Expression[] {
  const { BinaryOp, Nested } = condition ?? {};
  if (Nested) return conjuncts(Nested);

  if (BinaryOp?.op === "And") return [...conjuncts(BinaryOp.left), ...conjuncts(BinaryOp.right)];

  return condition ? [condition] : [];
}

function key(alias: CommonTable["alias"]): string {
  return alias.name.value.toLowerCase();
}

function objectName(name: ObjectName): string {
  return name.map(({ Identifier }) => Identifier?.value.toLowerCase() ?? "?").join(".");
}

/** The tables and views that the query names, in lower case, once each; common tables are none. */
export function tablesRead(query: Query, scopes: readonly SelectScope[] = selectScopes(query)): string[] {
  const tables = scopes.flatMap(({ sources }) => sources.flatMap(({ table }) => table ?? []));
  return [...new Set(tables)];
}
