import type { LintRule } from "../lint-rule";

const NOBODY = new Set([
  "",
  "-",
  "n/a",
  "na",
  "none",
  "nobody",
  "owner",
  "tbd",
  "test",
  "todo",
  "unknown",
  "xxx",
]);

export const OWNER_MISSING: LintRule = {
  id: "owner/missing",
  severity: "warning",
  title: "Nobody answers for the alert.",
  reason: "An alert without an owner is mended by nobody, and silenced by everybody.",
  fix: "Write a person or a team into owner.",
  check: ({ row }) =>
    NOBODY.has(row.owner.trim().toLowerCase())
      ? [{ column: "owner", message: `The owner is "${row.owner.trim()}".` }]
      : [],
};
