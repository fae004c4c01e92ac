import type { LintRule } from "../lint-rule";

export const RUN_AS_PERSON: LintRule = {
  id: "run-as/person",
  severity: "warning",
  title: "The query runs with a person's rights.",
  reason: "On the day that the person leaves, or loses a right, the alert ends in ERROR.",
  fix: "Let a service principal run it: write its application id into run_as.",
  check: ({ definition: { runAs } }) =>
    runAs && "userName" in runAs
      ? [{ column: "run_as", message: `The query runs as ${runAs.userName}.` }]
      : [],
};
