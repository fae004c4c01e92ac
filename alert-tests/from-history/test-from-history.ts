import { stringify } from "yaml";
import type { SqlSession } from "../../databricks/sql-session";
import { ExpectedError } from "../../messages/expected-error";
import { shownText } from "../../messages/words";
import type { Judgement } from "../../review/evaluate/judge";
import { wrapperQuery } from "../../review/evaluate/wrapper-query";
import type { RowQueries } from "../../rows/row-queries";
import type { Settings } from "../../settings/settings";
import { cellSql } from "../fixtures/cell-sql";
import { typeWords } from "../fixtures/column-type";
import { fixtureQuery, type FixtureQuery, type Situation } from "../fixtures/fixture-query";
import { nameOfAnyStack, type TableSchemas } from "../fixtures/table-schemas";
import type { SituationAsker } from "../run/ask-situations";
import { judged } from "../run/evaluate-cases";
import { valueWords } from "../run/mismatches";
import type { TestedAlert } from "../tested-alerts";
import { Pseudonyms } from "./pseudonyms";
import { type HistoryRow, type HistoryTable, rowsBehind } from "./rows-behind";
import { shrink } from "./shrink";

export interface HistoryContext {
  readonly sql: Pick<SqlSession, "query">;
  readonly queries: RowQueries;
  readonly asker: SituationAsker;
  readonly schemas: TableSchemas;
  readonly settings: Pick<Settings, "catalog" | "goldSchema">;
}

/**
 * A file of tests in which the alert fires as it did at that moment: over as few rows as do, with other texts.
 *
 * @throws ExpectedError where it does not fire then, by the rows that there are now
 */
export async function testFromHistory(
  tested: TestedAlert,
  at: Date,
  context: HistoryContext,
): Promise<string> {
  const { alertId, authored: definition } = tested.alert;
  const query = fixtureQuery(definition.queryText);
  if ("reason" in query) throw new ExpectedError(`${shownText(alertId)} cannot be tested: ${query.reason}`);
  const then = await evaluatedAt(tested, query, at, context);
  if (then.state !== "TRIGGERED") {
    const why = then.error ?? `the value is ${valueWords(then)}`;
    throw new ExpectedError(
      `${shownText(alertId)} does not fire at ${at.toISOString()} by the rows that there are now: it is ${then.state}, ${why}.`,
    );
  }
  const tables = await rowsBehind(definition.queryText, query, at, context);
  const judge = (some: readonly (readonly HistoryTable[])[]) =>
    judgements(tested, query, at, some, context.asker);
  const fires = async (some: readonly (readonly HistoryTable[])[]) =>
    (await judge(some)).map(({ state }) => state === "TRIGGERED");
  const [isSame] = await fires([tables]);
  if (!isSame) {
    throw new ExpectedError(
      `The rows that were read do not make ${shownText(alertId)} fire again: write its test by hand.`,
    );
  }
  const few = await fewRows(tables, fires);
  const renamed = await withOtherTexts(definition.queryText, few, fires);
  const [last] = await judge([renamed]);
  return fileText(tested, at, renamed, last ?? then, context);
}

async function evaluatedAt(
  { alert: { authored: definition } }: TestedAlert,
  query: FixtureQuery,
  at: Date,
  { queries }: HistoryContext,
): Promise<Judgement> {
  const text = query.at(at);
  const [row] = await queries.run(text, wrapperQuery(definition, text));
  return judged(definition, { row });
}

async function judgements(
  { alert: { authored: definition } }: TestedAlert,
  query: FixtureQuery,
  clock: Date,
  some: readonly (readonly HistoryTable[])[],
  asker: SituationAsker,
): Promise<Judgement[]> {
  const asked = some.map((tables) => ({ alert: definition, query, situation: situationOf(tables, clock) }));
  return (await asker.answers(asked)).map((answer) => judged(definition, answer));
}

function situationOf(tables: readonly HistoryTable[], clock: Date): Situation {
  return {
    clock,
    tables: new Map(
      tables.map(({ name, schema, rows }) => [
        name,
        { schema, rows: rows.map((row) => rowSql(row, schema, clock)) },
      ]),
    ),
  };
}

function rowSql(row: HistoryRow, schema: HistoryTable["schema"], clock: Date): Map<string, string> {
  const cells = Object.entries(row).map(([column, value]) => {
    const type = schema.get(column);
    const sql = type ? cellSql(value, type, clock) : { sql: "NULL" };
    if ("fault" in sql) throw new ExpectedError(`${shownText(column)} ${sql.fault}: a test cannot have it.`);
    return [column, sql.sql] as const;
  });
  return new Map(cells);
}

async function fewRows(
  tables: readonly HistoryTable[],
  fires: (some: readonly (readonly HistoryTable[])[]) => Promise<boolean[]>,
): Promise<HistoryTable[]> {
  const all = tables.flatMap(({ rows }) => rows);
  const only = (rows: readonly HistoryRow[]) => {
    const kept = new Set(rows);
    return tables.map((table) => ({ ...table, rows: table.rows.filter((row) => kept.has(row)) }));
  };
  return only(await shrink(all, (sets) => fires(sets.map(only))));
}

/** Column by column, where other texts in all of them at once would be something else to the query. */
async function withOtherTexts(
  queryText: string,
  tables: readonly HistoryTable[],
  fires: (some: readonly (readonly HistoryTable[])[]) => Promise<boolean[]>,
): Promise<HistoryTable[]> {
  const all = new Pseudonyms(queryText).of(tables, () => true);
  if ((await fires([all]))[0] === true) return all;
  const wanted = new Set<string>();
  const columns = tables.flatMap(({ name, schema }) =>
    [...schema.keys()].map((column) => `${name}.${column}`),
  );
  for (const column of columns) {
    const tried = new Pseudonyms(queryText).of(tables, (one) => one === column || wanted.has(one));
    if ((await fires([tried]))[0] === true) wanted.add(column);
  }
  return new Pseudonyms(queryText).of(tables, (one) => wanted.has(one));
}

function fileText(
  { alert: { alertId } }: TestedAlert,
  at: Date,
  tables: readonly HistoryTable[],
  { state, value }: Judgement,
  { schemas, settings }: HistoryContext,
): string {
  const named = tables.map((table) => [nameOfAnyStack(table.name, settings), table] as const);
  const unknown = named.filter(([, { name }]) => !schemas.has(name));
  const schema = unknown.map(([name, table]) => {
    const read = new Set(table.rows.flatMap((row) => Object.keys(row)));
    const columns = [...table.schema].filter(([column]) => read.has(column));
    return [name, Object.fromEntries(columns.map(([column, type]) => [column, typeWords(type)]))] as const;
  });
  const moment = at.toISOString().replace(".000Z", "Z");
  return stringify(
    {
      alert: alertId,
      clock: moment,
      ...(schema.length > 0 && { schema: Object.fromEntries(schema) }),
      tables: Object.fromEntries(named.map(([name, { rows }]) => [name, rows])),
      cases: [{ name: `fires as at ${moment}`, expect: { state, ...(value !== undefined && { value }) } }],
    },
    { lineWidth: 0 },
  );
}
