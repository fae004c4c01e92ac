import { formatCell } from "../../alerting/row-faults";
import { idleCells } from "../../alerting/tables/reserved-columns";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { LintRule } from "../lint-rule";

export const ROW_WITHOUT_FEATURE: LintRule = {
  id: "row/without-feature",
  severity: "warning",
  title: "The row fills in a column whose feature is not there yet.",
  reason:
    "Tables that an earlier release made have columns that it kept for later. Whoever fills one in expects something, and the alert is deployed without it.",
  fix: "Set the cell to NULL.",
  check: ({ raw, alertId }) =>
    idleCells(raw).map(({ column, rule }) => ({
      column,
      about: column,
      message: `${formatCell({ table: ALERT_CONFIGURATIONS.name, row: alertId, column, value: raw[column], rule })}.`,
    })),
};
