import { shownUpTo } from "../messages/words";
import type { AuthoritySettings } from "../settings/principals";
import { BEGINNINGS, firstEscape, firstWord, withQuoted } from "../sql/scan-text";
import type { AlertPlan } from "./plan-alerts";
import type { PlannedAlert } from "./planned-alert";
import type { Fault } from "./row-faults";
import type { AlertNotes } from "./row-notes";
import { ALERT_CONFIGURATIONS } from "./tables/alert-configurations";

/** Of a second statement so much is shown. */
const SHOWN = 40;

/**
 * The texts that are surely not one query, whatever the warehouse knows: none of them needs to be sent there. What is not
 * found here may still be none.
 */
export function notOneQuery(alerts: readonly Pick<PlannedAlert, "alertId" | "authored">[]): Fault[] {
  return alerts.flatMap(({ alertId, authored }) => {
    const rule = faultOf(authored.queryText);
    return rule === undefined
      ? []
      : [{ table: ALERT_CONFIGURATIONS.name, row: alertId, column: "alert_query_template", rule }];
  });
}

/** The same of rows that other faults keep from a definition: all that is wrong with a row is said at once. */
export function notOneQueryIn({ rows }: Pick<AlertPlan, "rows">): Fault[] {
  return rows.flatMap(({ raw, notes, skipReason }) => {
    const text = raw["alert_query_template"];
    const isTold = notes.faults.some(({ column }) => column === "alert_query_template");
    if (skipReason !== undefined || typeof text !== "string" || notes.faults.length === 0 || isTold)
      return [];
    const rule = faultOf(text.trim().replace(/;$/, ""));
    return rule === undefined
      ? []
      : [{ table: ALERT_CONFIGURATIONS.name, row: notes.row, column: "alert_query_template", rule }];
  });
}

function faultOf(query: string): string | undefined {
  const word = firstWord(query);
  if (!BEGINNINGS.includes(word.toUpperCase()))
    return `is no query: it begins with "${shownUpTo(word, SHOWN)}", and a query begins with SELECT or WITH`;

  const escape = firstEscape(query);
  if (escape === undefined) return undefined;
  const behind = `"${shownUpTo(query.slice(escape.offset + 1).trim(), SHOWN)}"`;
  return escape.sign === ";"
    ? `has more than one statement: behind its first ; stands ${behind}. Write one query`
    : `has a ) that nothing opens, before ${behind}: alerts run their query inside of parentheses`;
}

/**
 * Functions that reach beyond the tables: secrets, other hosts, files, streams, models that are paid for, code of the
 * warehouse's own machine, and a name of a function that is made of text.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin
 */
const OUTWARD =
  /^(?:(?:try_)?secret|list_secrets|http_request|remote_query|read_(?:files|kafka|kinesis|pubsub|pulsar|state_metadata|statestore)|cloud_files(?:_state)?|(?:from|to)_(?:avro|protobuf)|ai_\w+|vector_search|(?:try_)?reflect|java_method|identifier)$/;

/** A path in the place of a table: csv.`/Volumes/…`. */
const FILE =
  /(?:\b(?:from|join|table|stream)\b|,)[\s(]*(?:`?(?:avro|binaryfile|csv|delta|hudi|iceberg|json|orc|parquet|text|xml)`?|`?org\.apache[\w.]*`?)\s*\.\s*`[^`]*[/:]/i;

/** A name that is given, not called: `WITH secret (n) AS`, `AS identifier (n)`. */
const GIVEN = /\b(?:as|recursive|with)\s*$/i;

export type CallSettings = Partial<Pick<AuthoritySettings, "allowedFunctions">>;

/** What the query may not call by itself: what an alert finds goes out in a message, and with its author's words. */
export function refuseOutwardCalls(query: string, settings: CallSettings, notes: AlertNotes): void {
  const refused = outwardCalls(query, settings);
  if (refused !== undefined) notes.hiddenFault("alert_query_template", refused);
}

/** What is wrong with a query that reaches further than the stack allows, whoever wrote it. */
export function outwardCalls(query: string, { allowedFunctions = [] }: CallSettings): string | undefined {
  const code = callsIn(query);
  const called = [...code.matchAll(/((?:[\p{L}\p{N}_]+`?\s*\.\s*`?)*)([\p{L}\p{N}_]+)`?\s*\(/gu)]
    .filter(({ 1: place = "", index }) => isBuiltIn(place) && !GIVEN.test(code.slice(0, index)))
    .map(([, , name = ""]) => name.toLowerCase());
  const refused = new Set(called.filter((name) => OUTWARD.test(name) && !allowedFunctions.includes(name)));
  if (FILE.test(code) && !allowedFunctions.includes("read_files")) refused.add("read_files");

  return refused.size === 0
    ? undefined
    : `reaches beyond the tables by ${[...refused].join(", ")}, which the stack does not allow: the setting allowedFunctions can`;
}

/** Of a schema of their own, functions are somebody's: who may call them is said by grants. */
function isBuiltIn(place: string): boolean {
  const [first = ""] = place.replaceAll(/[`\s]/g, "").toLowerCase().split(".");
  return first === "" || first === "system" || first === "builtin";
}

/**
 * The query without its texts and comments; quoted names stay, for a function can be called by one. Where a hint stands, which
 * looks like a comment and ends otherwise, all of it stays.
 */
function callsIn(query: string): string {
  return query.includes("/*+") ? query : withQuoted(query, ({ text }) => (text.startsWith("`") ? text : " "));
}
