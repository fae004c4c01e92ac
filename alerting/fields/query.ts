import { shownText } from "../../messages/words";
import type { Settings } from "../../settings/settings";
import { parseQuery } from "../../sql/parse-query";
import { isLiteral, withParameters } from "../../sql/query-parameters";
import { firstEscape, quotedParts, skipBlanks } from "../../sql/scan-text";
import { tooLong } from "../query-size";
import type { AlertNotes } from "../row-notes";
import type { TableNames } from "../table-names";
import type { AlertRow } from "../tables/alert-configurations";
import { type AlertField, type Cells, trimmedLines } from "./alert-field";

/** The earlier framework's own name for the schema of its models' predictions. */
const DEFAULT_FEATURE_SCHEMA = "system_gold_ml";

/** The query as the service gets it: placeholders filled in, without white space and semicolons at its end. */
export function queryText(
  row: Pick<AlertRow, "alert_query_template" | "query_parameters">,
  settings: Pick<Settings, "catalog" | "goldSchema" | "featureSchema">,
  notes: AlertNotes,
): string | undefined {
  const values = new Map([
    ["catalog", settings.catalog],
    ["gold_schema", settings.goldSchema],
    ["feature_schema", settings.featureSchema ?? DEFAULT_FEATURE_SCHEMA],
  ]);
  const used = new Set<string>();
  const unknown = new Set<string>();
  const filled = row.alert_query_template.replaceAll(
    /\$\{([^}]*)\}?/g,
    (placeholder: string, name: string) => {
      const value = placeholder.endsWith("}") ? values.get(name) : undefined;
      (value === undefined ? unknown : used).add(placeholder);
      return value ?? placeholder;
    },
  );
  for (const placeholder of unknown) {
    const known = [...values.keys()].map((name) => `\${${name}}`);
    notes.fault(
      "alert_query_template",
      `Unknown placeholder ${shownText(placeholder)}: only ${known.slice(0, -1).join(", ")} and ${known.at(-1)} are filled in`,
      placeholder,
    );
  }
  if (used.has("${feature_schema}") && settings.featureSchema === undefined) {
    notes.warning(
      "alert_query_template",
      `is filled in with ${DEFAULT_FEATURE_SCHEMA}, as the earlier framework did: set featureSchema to that or another schema`,
      "${feature_schema}",
    );
  }
  const query = withoutLastSemicolons(filled).trim();
  if (query === "") return notes.fault("alert_query_template", "query_template is required");

  if (unknown.size > 0) return undefined;
  const single = withSingleQuotes(query, notes);
  return single === undefined ? undefined : withValues(single, row, notes);
}

/** The query with the row's parameters filled in. A row without any leaves the query as it is. */
function withValues(
  query: string,
  { query_parameters: said }: Pick<AlertRow, "query_parameters">,
  notes: AlertNotes,
): string | undefined {
  const parameters = Object.entries(said ?? {});
  if (!hasParameters(said)) return query;
  const fault = (name: string, rule: string) => void notes.fault("query_parameters", rule, name);
  const literals = new Map<string, string>();
  for (const [name, literal] of parameters) {
    if (literal !== null && isLiteral(literal)) {
      literals.set(name, literal.trim());
    } else {
      fault(
        name,
        `is ${literal === null ? "NULL" : shownText(literal)}, which is no SQL literal: write 7, 'text', TRUE or DATE '2026-01-01'`,
      );
    }
  }
  const filled = withParameters(
    query,
    new Map(parameters.map(([name]) => [name, literals.get(name) ?? "NULL"])),
  );
  for (const name of filled.unused) fault(name, `stands nowhere in the query as :${shownText(name)}`);
  for (const name of filled.unbound) fault(name, `is in the query as :${shownText(name)}, and has no value`);
  const excess = tooLong(filled.bytes);
  if (excess === undefined) return filled.text();
  return notes.fault(
    "query_parameters",
    `make the query a text of ${excess}: write shorter values, or fewer places for them into the query`,
  );
}

/** One value without blanks: directly behind an empty text, and before another, no SQL has it. */
const VALUE = /^[\p{L}\p{N}_]+(?:[-.:@/][\p{L}\p{N}_]+)*$/u;

/** What begins and ends as a value does: the quotes around it are no empty texts in their own right. */
const TEXT = /^[\p{L}\p{N}_%](?:.*[\p{L}\p{N}_%])?$/su;

/** Words that SQL can have between two texts: `''OR''`. */
const BETWEEN_TEXTS =
  /\b(?:AND|AS|BETWEEN|COLLATE|DIV|ELSE|END|ESCAPE|EXCEPT|FOR|FROM|I?LIKE|IN|INTERSECT|IS|MINUS|MOD|NOT|OR|PLACING|R|REGEXP|RLIKE|SELECT|THEN|TO|UNION|USING|WHEN)\b/i;

/**
 * Rows that were written by statements made of text can have each quote doubled: `= ''FAILED''`. That is read with single
 * quotes where it cannot be meant as it stands: `''` is an empty text, and no value follows one. Where other quotes may mean
 * what they say it is a fault, and what may be SQL as a whole stays as it is.
 */
function withSingleQuotes(query: string, notes: AlertNotes): string | undefined {
  const texts = quotedParts(query).filter(({ text }) => !/^[-/"`]/.test(text));
  if (texts.length === 0 || texts.length % 2 === 1 || texts.some(({ text }) => text !== "''")) return query;

  const enclosed = texts.flatMap(({ offset }, index) =>
    index % 2 === 0 ? [query.slice(offset + 2, texts[index + 1]?.offset)] : [],
  );
  const isDoubled = (text: string) => VALUE.test(text) && !BETWEEN_TEXTS.test(text);
  if (!enclosed.some(isDoubled) || !enclosed.every((text) => TEXT.test(text))) return query;

  const single = texts.reduceRight(
    (text, { offset }) => `${text.slice(0, offset)}'${text.slice(offset + 2)}`,
    query,
  );
  if (parseQuery(query).outcome !== "not analysed" || parseQuery(single).outcome !== "query") return query;

  if (!enclosed.every(isDoubled)) {
    return notes.fault(
      "alert_query_template",
      `has its quotes doubled, which is no SQL. Write it with single ones, if that is what it means: ${shownText(single)}`,
    );
  }
  notes.warning("alert_query_template", "has every quote doubled, and is read with single ones: write it so");
  return single;
}

/** Those that end the text, though a comment may follow. */
function withoutLastSemicolons(text: string): string {
  const escape = firstEscape(text);
  if (escape?.sign !== ";") return text;
  let kept = text.slice(0, escape.offset);
  let at = escape.offset;
  while (text[at] === ";") {
    const next = skipBlanks(text, at + 1);
    kept += text.slice(at + 1, next);
    at = next;
  }
  return at < text.length ? text : kept;
}

const PLACEHOLDERS = "${catalog}.${gold_schema}.";

/** The query, with the placeholders put back that the row's own query has. */
function queryCells(
  queryText: string,
  { alert_query_template: template, query_parameters: parameters }: AlertRow,
  { catalog, goldSchema }: TableNames,
): Cells {
  // What the values of parameters became cannot be told from what was written so.
  const own = hasParameters(parameters) ? { query_parameters: null } : {};
  if (!template.includes(PLACEHOLDERS)) return { alert_query_template: queryText, ...own };
  // Not at the end of a longer name, which another stack's names would not fill in.
  const schema = `(?<![\\w.\`])${escapePattern(`${catalog}.${goldSchema}.`)}`;
  return { alert_query_template: queryText.replaceAll(new RegExp(schema, "g"), () => PLACEHOLDERS), ...own };
}

function hasParameters(parameters: AlertRow["query_parameters"]): boolean {
  return Object.keys(parameters ?? {}).length > 0;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/**
 * A semicolon that closes it says nothing. Behind a backslash, white space at the end of a line is told apart: `--\` lets a comment go on in the next line, and `--\ ` does
 * not.
 */
function trimmedQuery(text: unknown): string {
  const trimmed = trimmedLines(withoutLastSemicolons(String(text)));
  return /\\$/m.test(trimmed) ? String(text) : trimmed;
}

export const QUERY_TEXT: AlertField<"queryText"> = {
  path: "queryText",
  words: "the query",
  unsayable:
    "was compiled from a row and changed by hand, or is of an alert that is compiled anew: no row says it",
  read: (row, notes, { settings }) => queryText(row, settings, notes),
  cells: (alert, row, { settings }) => queryCells(alert.queryText, row, settings),
  canonical: trimmedQuery,
};
