import type { LintRule } from "../lint-rule";

export const QUERY_HARD_CODED_CATALOG: LintRule = {
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
