import type { LintRule } from "../lint-rule";

export const DESCRIPTION_MISSING: LintRule = {
  id: "description/missing",
  severity: "info",
  title: "The row does not say why the alert exists.",
  reason:
    "Who is woken by an alert, and who wonders a year later whether it can go, both start with this text.",
  fix: "Say in alert_description what a firing means and what to do about it.",
  check: ({ row }) =>
    (row.alert_description ?? "").trim() === ""
      ? [{ column: "alert_description", message: "The alert has no description." }]
      : [],
};
