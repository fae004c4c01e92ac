import type { AuthoredAlert, AuthoredDefinition } from "../authored-alert";
import { readConditionLine } from "../condition-line";
import type { LiveDefinition } from "../definition";
import { operatorOf, sourceOf } from "../fields/condition";
import { firingGuards } from "../fields/guards";
import { thresholdOf } from "../fields/threshold";
import { type AlertNotes, RowNotes } from "../row-notes";
import { ALERT_CONFIGURATIONS } from "../tables/alert-configurations";
import { rowReader } from "../tables/row-reader";
import { compile } from "./compile";
import { readHeader } from "./header";

/**
 * An alert of the workspace as the author of its row wrote it. A compiled one is read back by its first line, and what is read is
 * tried: compiled again, with the number that it has, it must give the very same query and condition. One that somebody changed by hand stays as it is, with the
 * condition that the service has.
 */
export function decompile(alert: LiveDefinition): AuthoredAlert {
  const authored = known.get(alert) ?? readBack(alert);
  known.set(alert, authored);
  return authored;
}

/** Each look at an alert would compile it anew. */
const known = new WeakMap<LiveDefinition, AuthoredAlert>();

function readBack(alert: LiveDefinition): AuthoredAlert {
  const header = readHeader(alert.queryText);
  const firing = header && readFiring(header.line);
  const queryText = header && rowsQuery(alert.queryText.slice(header.length));
  if (header === undefined || firing === undefined || queryText === undefined) return alert;
  const { emptyResultState, notification } = alert.evaluation;
  // What the row's fields gave is of their types; of the rest the compiler takes any word.
  const authored = {
    ...alert,
    queryText,
    evaluation: { ...firing.evaluation, emptyResultState, notification },
    ...firing.guards,
    ...header.guards,
  } as AuthoredDefinition;
  const again = compile(authored, header.compiler);
  return "reason" in again || !isSame(again, alert) ? alert : authored;
}

/** Whether the query is one of ours, whatever somebody made of it. */
export function isCompiled({ queryText }: Pick<LiveDefinition, "queryText">): boolean {
  return readHeader(queryText) !== undefined;
}

function isSame(one: LiveDefinition, other: LiveDefinition): boolean {
  const [left, right] = [one, other].map(
    ({ queryText, evaluation: { source, comparisonOperator, threshold } }) =>
      JSON.stringify([queryText, source.name, source.aggregation, comparisonOperator, threshold]),
  );
  return left === right;
}

const BEGINS = / AS alert_(?:earlier|figure) FROM \(\n/g;
const ENDS = /\n\n\)(?:\n\))? AS q(?:\nUNION ALL\nSELECT q\.\*, NULL AS fires |(?: ON TRUE)?$)/;

/** The query that stands in the compiled one. */
function rowsQuery(compiled: string): string | undefined {
  const helped = [...compiled.matchAll(BEGINS)].at(-1);
  const begin = helped ? helped.index + helped[0].length : compiled.indexOf("FROM (\n") + "FROM (\n".length;
  const rest = compiled.slice(begin);
  const end = ENDS.exec(rest)?.index;
  return end === undefined ? undefined : rest.slice(0, end);
}

const readRow = rowReader(ALERT_CONFIGURATIONS);

/** What a row says that has the line for its condition. */
function readFiring(line: string) {
  const { cells } = readConditionLine(line, () => undefined);
  if (cells === undefined) return undefined;
  const { raw, row } = readRow({ ...cells });
  const notes: AlertNotes = new RowNotes(ALERT_CONFIGURATIONS.name, "", raw, []);
  const comparisonOperator = operatorOf(row, notes);
  const threshold = thresholdOf(row, notes);
  const guards = firingGuards(row, notes);
  return notes.faults.length > 0
    ? undefined
    : {
        evaluation: { source: sourceOf(row, notes), comparisonOperator, ...(threshold && { threshold }) },
        guards,
      };
}
