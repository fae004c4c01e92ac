import type { LintRule } from "../lint-rule";

export const RUNBOOK_MISSING: LintRule = {
  id: "runbook/missing",
  severity: "warning",
  title: "A CRITICAL alert says nowhere what to do.",
  reason: "Who is woken by it has minutes, and may see it for the first time.",
  fix: "Write down the first steps, and put the page's address into runbook_url.",
  check: ({ row }) =>
    row.severity === "CRITICAL" && (row.runbook_url ?? "").trim() === ""
      ? [{ column: "runbook_url", message: "The alert is CRITICAL and has no runbook." }]
      : [],
};
