import type { RuleDescription } from "./lint-rule";

export const WAIVER_EXPIRED: RuleDescription = {
  id: "waiver/expired",
  severity: "warning",
  title: "A waiver is past its last day.",
  reason:
    "A waiver is a promise to come back to something. Past its day it holds no more: what it waived is a finding again, and the promise is due.",
  fix: "Mend what was waived, or give the waiver another day and a reason that is still true.",
};

export const WAIVER_MALFORMED: RuleDescription = {
  id: "waiver/malformed",
  severity: "warning",
  title: "A waiver cannot be read.",
  reason:
    "A waiver with a wrong rule, no day or no reason waives nothing, though its author thinks that it does.",
  fix: "Write it as waive <rule> until <YYYY-MM-DD> because <text>, in a tag named lint.",
};

export const WAIVER_REFUSED: RuleDescription = {
  id: "waiver/refused",
  severity: "warning",
  title: "A waiver is of an error.",
  reason:
    "With an error the alert does not work, or not for what it was made. Who writes the row cannot decide alone that this is meant to be so.",
  fix: "Mend the error, and take the waiver out; for a whole stack the setting lint can give the rule another severity.",
};

export const WAIVER_TOO_LONG: RuleDescription = {
  id: "waiver/too-long",
  severity: "warning",
  title: "A waiver ends more than 180 days from now.",
  reason:
    "A waiver is a promise to come back to something. With a day so far away nobody does: it waives nothing.",
  fix: "Give it a day within half a year, and look again then.",
};

export const WAIVER_UNUSED: RuleDescription = {
  id: "waiver/unused",
  severity: "info",
  title: "A waiver waives nothing.",
  reason:
    "What it waived was mended, or the rule is off. Left alone it would hide the next mistake of that kind.",
  fix: "Take it out of the row's tags.",
};

/** What is found while waivers are read, rather than by a rule's own check. */
export const WAIVER_RULES = [
  WAIVER_EXPIRED,
  WAIVER_MALFORMED,
  WAIVER_REFUSED,
  WAIVER_TOO_LONG,
  WAIVER_UNUSED,
] as const;
