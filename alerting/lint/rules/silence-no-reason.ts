import { timeOf } from "../../row-changes/cell-time";
import type { LintRule } from "../lint-rule";

export const SILENCE_NO_REASON: LintRule = {
  id: "silence/no-reason",
  severity: "warning",
  title: "The alert is silenced, and the row does not say why.",
  reason: "Nobody dares to lift a silence whose reason is not known.",
  fix: "Say why in silence_reason.",
  check: ({ row, context }) =>
    (timeOf(row.silenced_until) ?? 0) > context.now.getTime() && (row.silence_reason ?? "").trim() === ""
      ? [
          {
            column: "silence_reason",
            message: `It is silenced until ${row.silenced_until}, without a reason.`,
          },
        ]
      : [],
};
