import { cellSql } from "../../alert-tests/fixtures/cell-sql";
import type { ColumnType } from "../../alert-tests/fixtures/column-type";
import { writtenOut } from "../../alert-tests/fixtures/fixture-query";
import { comparableCell, comparableThreshold, conditionHolds, kindOf } from "../../alerting/comparable";
import type { AuthoredDefinition } from "../../alerting/authored-alert";
import { ExpectedError } from "../../messages/expected-error";
import type { MessageSubject } from "../../review/words/message-words";
import type { TESTED_STATES } from "../notify";

type State = (typeof TESTED_STATES)[number];
/** Cells as texts; NULL is null. */
type Row = Readonly<Record<string, string | null>>;

/** Of the alert's query. */
export interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

/** What a test message shows: rows that are written out, and of which the first makes the alert what it is to be. */
export interface MessageRows {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly Row[];
}

const STRING: ColumnType = { kind: "scalar", name: "string" };

/** A query that reads no table and gives these rows: the compared column in a type that its threshold has, all others as text. */
export function rowsQuery(
  { columns, rows }: MessageRows,
  evaluation: AuthoredDefinition["evaluation"],
): string {
  const compared = comparedType(evaluation);
  const typeOf = (name: string) => (name === evaluation.source.name ? compared : STRING);
  const schema = new Map(columns.map(({ name }) => [name, typeOf(name)]));
  return writtenOut({
    schema,
    rows: rows.map(
      (row) => new Map(columns.map(({ name }) => [name, cell(row[name] ?? null, typeOf(name))])),
    ),
  });
}

function cell(value: string | null, type: ColumnType): string {
  const written = cellSql(value, type, new Date());
  if ("fault" in written) throw new ExpectedError(`The compared value ${written.fault}.`);
  return written.sql;
}

function comparedType({ threshold }: AuthoredDefinition["evaluation"]): ColumnType {
  const { value, list } = threshold ?? {};
  if (list?.values.some((one) => typeof one === "string") === true) return STRING;
  if (value === undefined || "doubleValue" in value) return { kind: "scalar", name: "double" };
  return "boolValue" in value ? { kind: "scalar", name: "boolean" } : STRING;
}

/** What the message says of them: of an aggregation the one value. */
export function subjectOf({ columns, rows }: MessageRows, name: string, state: State): MessageSubject {
  return {
    state,
    value: rows[0]?.[name] ?? "",
    result: {
      columns,
      rows: rows.map((row) =>
        Object.fromEntries(columns.map((column) => [column.name, row[column.name] ?? ""])),
      ),
    },
  };
}

/**
 * A value of the compared column for which the alert has the state.
 *
 * @throws ExpectedError where none is known
 */
export function comparedValue(
  { evaluation }: Pick<AuthoredDefinition, "evaluation">,
  state: State,
): string | null {
  const { source } = evaluation;
  const type = comparedType(evaluation);
  const name = type.kind === "scalar" ? type.name : "string";
  const isFulfilled = (text: string | null) => conditionHolds(evaluation, comparableCell(text, name));
  const found = [...limitsOf(evaluation).flatMap(candidates), null].find(
    (text) => isFulfilled(text) === (state === "TRIGGERED"),
  );
  if (found !== undefined) return found;
  throw new ExpectedError(
    `No value of ${source.name} is known for which the alert would be ${state}: --state ${state === "OK" ? "TRIGGERED" : "OK"}, or --with last.`,
  );
}

/** What the column is compared with, as far as it is written in the row. */
function limitsOf({ threshold = {} }: AuthoredDefinition["evaluation"]): unknown[] {
  const { value, range, list } = threshold;
  if (range) return [(range.from + range.to) / 2, range.to];
  return list ? [...list.values] : [value && comparableThreshold(value).value];
}

/** Near the threshold, as in earnest: a tenth above and below it. */
function candidates(limit: unknown): readonly string[] {
  if (typeof limit === "boolean") return ["true", "false"];
  if (typeof limit === "string") return [limit, `${limit}~`, "", "0"];
  const number = Number(limit ?? 0);
  const step = number === 0 ? 1 : Math.abs(number) / 10;
  // Of the smallest numbers there is no tenth.
  const near = [number + step, number - step, number + 1, number - 1];
  return [String(number), ...near.map((value) => String(Number(value.toPrecision(12))))];
}

const SAMPLE_ROWS = 3;

/** Rows as they could come. */
export function sampleRows(
  columns: readonly ResultColumn[],
  compared: string,
  value: string | null,
): MessageRows {
  const rows = Array.from({ length: SAMPLE_ROWS }, (_, index) =>
    Object.fromEntries(
      columns.map(({ name, type }) => [name, name === compared ? value : sample(name, type, index)]),
    ),
  );
  return { columns, rows };
}

function sample(name: string, type: string, index: number): string {
  switch (kindOf(type)) {
    case "number":
      return String(index + 1);
    case "boolean":
      return String(index % 2 === 0);
    case "time":
      return /^date/i.test(type) ? `2026-01-0${index + 1}` : `2026-01-0${index + 1} 08:00:00`;
    case "text":
    case "other":
      return `${name} ${index + 1}`;
  }
}

/** As many as a message shows. */
const WORST_ROWS = 100;
/** What breaks tables, mark-up, lines and fonts; and nothing at all. */
const WORST_CELLS = [
  '<b>bold</b> & "quoted" <script>alert(1)</script>',
  "one | two || three",
  "🚨 👩🏽‍🚒 naïve Ωmega 漢字",
  null,
  "first line\nsecond line",
  "*stars* _lines_ `ticks` [link](https://example.com)",
  "x".repeat(1_000),
] as const;

export function worstRows(
  columns: readonly ResultColumn[],
  compared: string,
  value: string | null,
): MessageRows {
  const rows = Array.from({ length: WORST_ROWS }, (_, row) =>
    Object.fromEntries(
      columns.map(({ name }, column) => [
        name,
        name === compared
          ? row === 0
            ? value
            : null
          : (WORST_CELLS[(row + column) % WORST_CELLS.length] ?? null),
      ]),
    ),
  );
  return { columns, rows };
}
