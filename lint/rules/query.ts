import { placeholders } from "../../sql/broken-syntax";
import { columnOrigin } from "../../sql/column-origin";
import { bothWays, type Comparison, comparisonsOf } from "../../sql/comparisons";
import { functionCalls } from "../../sql/function-calls";
import { RANDOM_FUNCTIONS } from "../../sql/hidden-clock";
import { literalOf } from "../../sql/literal";
import { parameterMarkers } from "../../sql/parameter-markers";
import { hasOneRow, isOrdered } from "../../sql/result-rows";
import type { SelectScope } from "../../sql/select-scopes";
import { timeBounds, timeColumn } from "../../sql/time-bounds";
import type { Expression } from "../../sql/tree";
import { keptRows } from "../kept-rows";
import type { LintRule } from "../lint-rule";

const QUERY_NO_QUERY: LintRule = {
  id: "query/no-query",
  severity: "error",
  title: "The text is not one query.",
  reason:
    "The service puts the text into a common table expression of its own, so it must be one SELECT. Anything else ends in ERROR at every run.",
  fix: "Leave one SELECT, with WITH in front where it needs steps.",
  check({ analysis }) {
    if (analysis.outcome !== "no query") return [];

    const { statements } = analysis;
    const kinds = statements.length === 0 ? "nothing but comments" : statements.join(", ");
    const message =
      statements.length > 1
        ? `The text holds ${statements.length} statements: ${kinds}.`
        : `The text is no query: ${kinds}.`;
    return [{ column: "alert_query_template", message }];
  },
};

const QUERY_SYNTAX: LintRule = {
  id: "query/syntax",
  severity: "error",
  title: "The text is not SQL.",
  reason: "The warehouse cannot read it: the alert ends in ERROR at every run and watches nothing.",
  fix: "Write one query that can stand in a common table expression: SELECT, or WITH … SELECT.",
  check: ({ analysis }) =>
    analysis.outcome === "not analysed" && analysis.looks === "broken"
      ? [{ column: "alert_query_template", message: analysis.reason }]
      : [],
};

const QUERY_UNREADABLE: LintRule = {
  id: "query/unreadable",
  severity: "warning",
  title: "The text does not read as SQL.",
  reason:
    "The parser here stops at something, and it is none of what is known to be Databricks SQL that the parser lacks: a slip of the pen, most likely, with which the alert would end in ERROR at every run.",
  fix: "Look at that place, and run the query once: a review asks the warehouse, whose answer counts.",
  check: ({ analysis }) =>
    analysis.outcome === "not analysed" && analysis.looks === "doubtful"
      ? [{ column: "alert_query_template", message: `Not read: ${analysis.reason}.` }]
      : [],
};

const QUERY_NOT_ANALYSED: LintRule = {
  id: "query/not-analysed",
  severity: "info",
  title: "The query could not be looked into.",
  reason:
    "The parser here knows less of the language than the service does. That is no fault of the query, but rules that look into queries say nothing of this one.",
  fix: "Read it yourself for what lint cannot see here, or write it in another way, such as floor(x / y) for x div y, so that more can be checked.",
  check: ({ analysis }) =>
    analysis.outcome === "not analysed" && analysis.looks === "sound"
      ? [{ column: "alert_query_template", message: `Not analysed: ${analysis.reason}.` }]
      : [],
};

const QUERY_PARAMETER_UNBOUND: LintRule = {
  id: "query/parameter-unbound",
  severity: "error",
  title: "The query has a parameter, and nothing gives it a value.",
  reason:
    "Rows bind no parameters: by :name the alert ends in ERROR at every run, and {{ name }} in a text is compared as it stands.",
  fix: "Write the value into the query.",
  check({ analysis, definition: { queryText } }) {
    const inTexts = analysis.outcome === "query" ? placeholders(queryText) : [];
    return [...parameterMarkers(queryText, analysis), ...inTexts].map((marker) => ({
      column: "alert_query_template" as const,
      about: marker,
      message: `Nothing gives ${marker} a value.`,
    }));
  },
};

const QUERY_HARD_CODED_CATALOG: LintRule = {
  id: "query/hard-coded-catalog",
  severity: "warning",
  title: "The query names this stack's catalog instead of its placeholder.",
  reason:
    "The same row on another stack would watch this stack's tables: a test environment that reads production.",
  fix: "Write ${catalog}, and ${gold_schema} for the schema.",
  check({ row, scopes, context }) {
    const { catalog } = context.settings;
    const written = row.alert_query_template.toLowerCase();
    const tables = scopes
      .flatMap(({ sources }) => sources.flatMap(({ table }) => table ?? []))
      .filter((table) => table.startsWith(`${catalog.toLowerCase()}.`) && written.includes(table));
    return [...new Set(tables)].map((table) => ({
      column: "alert_query_template",
      about: table,
      message: `The query reads ${table} by the catalog's own name.`,
    }));
  },
};

const QUERY_HARD_CODED_DATE: LintRule = {
  id: "query/hard-coded-date",
  severity: "warning",
  title: "The query looks back to a day that is written out.",
  reason:
    "The window grows with every day: runs get slower and dearer, and old rows keep the alert firing, or keep it from firing.",
  fix: "Reckon from the clock: event_date >= current_date() - INTERVAL 7 DAYS.",
  check: ({ scopes }) =>
    scopes.flatMap((scope) =>
      scope.conditions
        .flatMap(comparisonsOf)
        .flatMap(bothWays)
        .flatMap((comparison) => writtenDay(comparison, scope)),
    ),
};

function writtenDay({ left, comparator, right }: Comparison, scope: SelectScope) {
  const day = dayOf(right);
  const origin = day === undefined ? undefined : columnOrigin(timeColumn(left), scope);
  // Next to a bound from the clock it only says when the data begins to be good.
  const isBound = timeBounds(scope).some(({ origin: { column } }) => column === origin?.column);
  return day === undefined ||
    origin === undefined ||
    isBound ||
    comparator === "!=" ||
    comparator.startsWith("<")
    ? []
    : [
        {
          column: "alert_query_template" as const,
          about: origin.column,
          message: `${origin.column} is compared with ${day}.`,
        },
      ];
}

function dayOf(expression: Expression): string | undefined {
  const { TypedString, Cast, Nested } = expression;
  const inner = Cast?.expr ?? Nested;
  const text = TypedString?.value.value.SingleQuotedString ?? literalOf(inner ?? expression);
  return typeof text === "string" && /^\d{4}-\d{2}-\d{2}/.test(text) ? text : undefined;
}

const QUERY_RANDOM: LintRule = {
  id: "query/random",
  severity: "warning",
  title: "The query calls a function that gives something else each time.",
  reason: "Two runs over the same data can end in two states, and no replay of the alert means anything.",
  fix: "Choose by something that stays, such as a hash of a key.",
  check({ analysis }) {
    const calls = analysis.outcome === "query" ? functionCalls(analysis) : [];
    const names = new Set(calls.map(({ name }) => name).filter((name) => RANDOM_FUNCTIONS.includes(name)));
    return [...names].map((name) => ({
      column: "alert_query_template",
      about: name,
      message: `The query calls ${name}().`,
    }));
  },
};

const QUERY_STAR: LintRule = {
  id: "query/star",
  severity: "info",
  title: "The result has all columns of a table.",
  reason:
    "Which columns there are is decided by whoever changes the table, and every one of them is read and put into the message, personal data too.",
  fix: "Name the columns that the condition and the message need.",
  check: ({ results }) =>
    results.some(({ select, sources }) =>
      select.projection.some(
        ({ Wildcard, QualifiedWildcard }) =>
          (Wildcard ?? QualifiedWildcard) !== undefined &&
          sources.some(({ columns }) => columns === undefined),
      ),
    )
      ? [{ column: "alert_query_template", message: "The query ends in SELECT *." }]
      : [],
};

const ORDER_MISSING: LintRule = {
  id: "order/missing",
  severity: "warning",
  title: "The first row is compared, but which row that is depends on chance.",
  reason:
    "Without an aggregation the service compares the first row of the result. Without ORDER BY the warehouse gives the rows in any order: one time the alert fires, another time it does not, on the same data.",
  fix: "Order the result so that the worst row comes first, or set aggregation_type to MAX or MIN.",
  check(subject) {
    const { query, results, definition, row } = subject;
    const isLimited = literalOf(query?.limit_clause?.LimitOffset?.limit) === 1;
    if (query === undefined || definition.evaluation.source.aggregation !== undefined || isOrdered(query))
      return [];

    const isOne = hasOneRow(isLimited ? { ...query, limit_clause: {} } : query, results);
    // Where every row of the result fires, it does not matter which one is the first.
    return results.length === 0 || isOne || keptRows(subject).some(({ allFire }) => allFire)
      ? []
      : [
          {
            column: "alert_query_template",
            message: `The result can have several rows and has no ORDER BY, and ${row.threshold_column} of the first one decides.`,
          },
        ];
  },
};

export const QUERY_RULES: readonly LintRule[] = [
  ORDER_MISSING,
  QUERY_HARD_CODED_CATALOG,
  QUERY_HARD_CODED_DATE,
  QUERY_NO_QUERY,
  QUERY_NOT_ANALYSED,
  QUERY_PARAMETER_UNBOUND,
  QUERY_RANDOM,
  QUERY_STAR,
  QUERY_SYNTAX,
  QUERY_UNREADABLE,
];
