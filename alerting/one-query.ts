import { shownUpTo } from "../messages/words";
import { BEGINNINGS, firstEscape, firstWord } from "../sql/scan-text";
import type { PlannedAlert } from "./plan-alerts";
import type { Fault } from "./row-faults";
import { ALERT_CONFIGURATIONS } from "./tables/alert-configurations";
import type { RawRow } from "./tables/row-reader";

/** Of a second statement so much is shown. */
const SHOWN = 40;

/**
 * The texts that are surely not one query, whatever the warehouse knows: none of them needs to be sent there. What is not
 * found here may still be none.
 */
export function notOneQuery(alerts: readonly Pick<PlannedAlert, "alertId" | "definition">[]): Fault[] {
  return alerts.flatMap(({ alertId, definition }) => {
    const rule = faultOf(definition.queryText);
    return rule === undefined
      ? []
      : [{ table: ALERT_CONFIGURATIONS.name, row: alertId, column: "alert_query_template", rule }];
  });
}

/** The same of rows that other faults keep from a definition: all that is wrong with a row is said at once. */
export function notOneQueryIn(alertRows: readonly RawRow[], faults: readonly Fault[]): Fault[] {
  const ofAlerts = faults.filter(({ table }) => table === ALERT_CONFIGURATIONS.name);
  return alertRows.flatMap((row) => {
    const [label, text] = [row["alert_id"], row["alert_query_template"]];
    const own = ofAlerts.filter(({ row: faulty }) => faulty === label);
    const isTold = own.some(({ column }) => column === "alert_query_template");
    if (typeof label !== "string" || typeof text !== "string" || own.length === 0 || isTold) return [];
    const rule = faultOf(text.trim().replace(/;$/, ""));
    return rule === undefined
      ? []
      : [{ table: ALERT_CONFIGURATIONS.name, row: label, column: "alert_query_template", rule }];
  });
}

function faultOf(query: string): string | undefined {
  const word = firstWord(query);
  if (!BEGINNINGS.includes(word.toUpperCase())) {
    return `is no query: it begins with "${shownUpTo(word, SHOWN)}", and a query begins with SELECT or WITH`;
  }
  const escape = firstEscape(query);
  if (escape === undefined) return undefined;
  const behind = `"${shownUpTo(query.slice(escape.offset + 1).trim(), SHOWN)}"`;
  return escape.sign === ";"
    ? `has more than one statement: behind its first ; stands ${behind}. Write one query`
    : `has a ) that nothing opens, before ${behind}: alerts run their query inside of parentheses`;
}
