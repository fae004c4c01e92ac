import { timeOf } from "../../rows/changes/cell-time";
import type { LintRule } from "../lint-rule";

const DAYS = 90;

export const ALERT_PAUSED_LONG: LintRule = {
  id: "alert/paused-long",
  severity: "info",
  title: "The alert is paused, and nobody has touched its row for 90 days.",
  reason: "An alert that rests for months looks like protection in every list, and is none.",
  fix: "Let it run, or set is_enabled to FALSE and say why in the description.",
  check({ row, context }) {
    const touched = timeOf(row.updated_at ?? row.created_at);
    const days = touched === undefined ? 0 : Math.floor((context.now.getTime() - touched) / 86_400_000);
    return row.pause_status === "PAUSED" && row.is_enabled && days > DAYS
      ? [{ column: "pause_status", message: `It is PAUSED, and its row was last changed ${days} days ago.` }]
      : [];
  },
};
