import type { LintRule } from "../lint-rule";

export const PACK_PAUSED: LintRule = {
  id: "pack/paused",
  severity: "info",
  title: "A pack ships the alert paused.",
  reason:
    "Whoever takes a pack expects that its alerts run. One that ships paused is forgotten in that state.",
  fix: "Ship it UNPAUSED, or leave it out and say in the pack's text how to add it.",
  check: ({ row }) =>
    row.pause_status === "PAUSED" && (row.managed_by ?? "").startsWith("pack:")
      ? [{ column: "pause_status", message: `The row comes PAUSED from ${row.managed_by}.` }]
      : [],
};
