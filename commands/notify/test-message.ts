import { needsCompiler } from "../../alerting/authored-alert";
import type { AlertDefinition } from "../../alerting/definition";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { ExpectedError } from "../../messages/expected-error";
import { evaluateNow } from "../../review/evaluate/evaluate-now";
import { comparesAggregates } from "../../review/evaluate/wrapper-query";
import { type MessageText, messageText } from "../../review/words/message-words";
import type { RowQueries } from "../../rows/row-queries";
import { quoteIdentifier, subquery } from "../../sql/quoting";
import type { NotifyOptions } from "../notify";
import {
  comparedValue,
  type MessageRows,
  type ResultColumn,
  rowsQuery,
  sampleRows,
  subjectOf,
  worstRows,
} from "./message-rows";

/** What is sent in an alert's place, and how its message reads. */
export interface TestMessage {
  readonly definition: AlertDefinition;
  readonly text: MessageText;
  /** Of a message of OK: the query that is TRIGGERED before, for only what was told is told to be over. */
  readonly queryBefore?: string;
}

type Wanted = Pick<NotifyOptions, "state" | "with">;
type Tested = Pick<PlannedAlert, "authored" | "definition">;

const MARK = "[TEST]";
const MOST_ROWS = 100;

/** Aggregations that give one value back as it is; a message shows no other figure than theirs. */
const OF_ONE_VALUE = ["AVG", "MAX", "MEDIAN", "MIN", "SUM"];

/** The alert with rows that are written out in the stead of its query, marked as a test, and telling nobody yet. */
export async function testMessage(alert: Tested, queries: RowQueries, wanted: Wanted): Promise<TestMessage> {
  const { definition } = alert;
  const { name } = definition.evaluation.source;
  const rows = await rowsOf(alert, queries, wanted);
  const test = marked(definition, rows);
  return {
    definition: test,
    text: messageText(test, subjectOf(rows, name, wanted.state)),
    ...(wanted.state === "OK" && {
      queryBefore: rowsQuery(sampleRows(rows.columns, name, figureFor(alert, "TRIGGERED")), test.evaluation),
    }),
  };
}

/** Whoever sends it runs it, whomever the alert runs as: it reads nothing. */
function marked(definition: AlertDefinition, rows: MessageRows): AlertDefinition {
  const { displayName, customSummary, customDescription, evaluation } = definition;
  const { warehouseId, parentPath, schedule } = definition;
  const { aggregation = "", ...source } = evaluation.source;
  const kept = { ...evaluation, source: OF_ONE_VALUE.includes(aggregation) ? evaluation.source : source };
  return {
    displayName: `${MARK} ${displayName}`,
    queryText: rowsQuery(rows, kept),
    warehouseId,
    parentPath,
    schedule,
    // A template need not name the alert, and a message in the night must say that it is none.
    ...(customSummary !== undefined && { customSummary: `${MARK} ${customSummary}` }),
    ...(customDescription !== undefined && { customDescription }),
    // 1: each evaluation is told, whatever was told before.
    evaluation: { ...kept, notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 1 } },
  };
}

/** The column of a compiled alert has the figure where it fires, else NULL. */
function figureFor({ authored }: Tested, state: Wanted["state"]): string | null {
  if (!needsCompiler(authored)) return comparedValue(authored, state);
  return state === "OK" ? null : comparedValue(authored, "TRIGGERED");
}

async function rowsOf(
  alert: Tested,
  queries: RowQueries,
  { state, with: content }: Wanted,
): Promise<MessageRows> {
  const { definition } = alert;
  const { name } = definition.evaluation.source;
  if (content === "last") return lastRows(alert, queries, state);
  const value = figureFor(alert, state);
  // Of an aggregation a message shows the one value.
  const columns = comparesAggregates(definition) ? [{ name, type: "" }] : await columnsOf(alert, queries);
  if (comparesAggregates(definition)) return { columns, rows: [{ [name]: value }] };
  return (content === "worst" ? worstRows : sampleRows)(columns, name, value);
}

/** Names that come twice are one: nothing could tell them apart. */
async function columnsOf({ authored, definition }: Tested, queries: RowQueries): Promise<ResultColumn[]> {
  // Of a compiled query the row's own is asked about first, alone.
  const own = await queries.describe(authored.queryText);
  const described = needsCompiler(authored) ? await queries.describe(definition.queryText) : own;
  const types = new Map(
    described.flatMap((row) => {
      const [name, type] = [row["col_name"], row["data_type"]];
      return typeof name === "string" ? [[name, typeof type === "string" ? type : ""] as const] : [];
    }),
  );
  const { name } = definition.evaluation.source;
  if (!types.has(name)) {
    throw new ExpectedError(
      `The query gives no column ${name}: it has ${[...types.keys()].join(", ")}. The alert could not be evaluated.`,
    );
  }
  return [...types].map(([column, type]) => ({ name: column, type }));
}

/** What the query gives now, as texts; it is asked once for its state and once for its rows. */
async function lastRows(alert: Tested, queries: RowQueries, state: Wanted["state"]): Promise<MessageRows> {
  const { authored, definition } = alert;
  const { name } = definition.evaluation.source;
  const now = await evaluateNow(definition, queries, { values: "all" });
  if (now.state !== state) {
    throw new ExpectedError(
      `What the query gives now means ${now.state}${now.error === undefined ? "" : ` (${now.error})`}, and not ${state}: ` +
        `nobody would be told. Give ${now.state === "OK" ? "--state OK" : "another --state"}, or --with sample.`,
    );
  }
  if (comparesAggregates(definition)) {
    const value = now.value === undefined || now.value === null ? null : String(now.value);
    return { columns: [{ name, type: "" }], rows: [{ [name]: value }] };
  }
  const columns = await columnsOf(alert, queries);
  const texts = columns.map((column) => {
    const quoted = quoteIdentifier(column.name);
    return `CAST(${quoted} AS STRING) AS ${quoted}`;
  });
  const select = `SELECT ${texts.join(", ")} FROM ${subquery(definition.queryText)} LIMIT ${MOST_ROWS}`;
  const rows = await queries.run(authored.queryText, select);
  return {
    columns,
    rows: rows.map((row) =>
      Object.fromEntries(columns.map((column) => [column.name, text(row[column.name])])),
    ),
  };
}

function text(cell: unknown): string | null {
  return typeof cell === "string" ? cell : null;
}
