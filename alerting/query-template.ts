import type { AlertNotes } from "./alert-notes";
import { shownText } from "./shown-value";
import type { TableNames } from "./table-names";
import type { AlertRow } from "./tables/alert-configurations";

const PLACEHOLDERS = ["catalog", "gold_schema"] as const;

/** The query as the service gets it: placeholders filled in, without white space and one semicolon at its end. */
export function queryText(
  row: Pick<AlertRow, "alert_query_template">,
  names: TableNames,
  notes: AlertNotes,
): string | undefined {
  const values = new Map<string, string>([
    [PLACEHOLDERS[0], names.catalog],
    [PLACEHOLDERS[1], names.goldSchema],
  ]);
  const unknown = new Set<string>();
  const filled = row.alert_query_template.replaceAll(
    /\$\{([^}]*)\}?/g,
    (placeholder: string, name: string) => {
      const value = placeholder.endsWith("}") ? values.get(name) : undefined;
      if (value === undefined) {
        unknown.add(placeholder);
      }
      return value ?? placeholder;
    },
  );
  for (const placeholder of unknown) {
    const known = PLACEHOLDERS.map((name) => `\${${name}}`).join(" and ");
    notes.fault(
      "alert_query_template",
      `Unknown placeholder ${shownText(placeholder)}: only ${known} are filled in`,
      placeholder,
    );
  }
  const query = filled.trim().replace(/;$/, "").trim();
  if (query === "") {
    return notes.fault("alert_query_template", "query_template is required");
  }
  return unknown.size > 0 ? undefined : query;
}
