import type { AlertNotes } from "./alert-notes";
import type { Settings } from "./settings";
import { shownText } from "./shown-value";
import { parseQuery } from "./sql/parse-query";
import { firstEscape, skipBlanks } from "./sql/scan-text";
import type { AlertRow } from "./tables/alert-configurations";

/** The earlier framework's own name for the schema of its models' predictions. */
const DEFAULT_FEATURE_SCHEMA = "system_gold_ml";

/** The query as the service gets it: placeholders filled in, without white space and semicolons at its end. */
export function queryText(
  row: Pick<AlertRow, "alert_query_template">,
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
  if (query === "") {
    return notes.fault("alert_query_template", "query_template is required");
  }
  return unknown.size > 0 ? undefined : withSingleQuotes(query, notes);
}

/**
 * Rows that were written by statements made of text can have each quote doubled, which is no query: `LIKE ''%x%''`. Taken
 * for single ones where that makes it one.
 */
function withSingleQuotes(query: string, notes: AlertNotes): string {
  const runs = query.match(/'+/g) ?? [];
  if (runs.length === 0 || runs.some((run) => run.length % 2 === 1)) {
    return query;
  }
  const single = query.replaceAll("''", "'");
  if (parseQuery(query).outcome !== "not analysed" || parseQuery(single).outcome !== "query") {
    return query;
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
