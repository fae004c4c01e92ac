import { shownText } from "../../messages/words";
import { quoteIdentifier } from "../../sql/quoting";
import type { FiresFor, Guards, Score } from "../authored-alert";
import { directionOf } from "../condition";
import type { AlertNotes } from "../row-notes";
import { qualifiedName } from "../table-names";
import type { AlertRow } from "../tables/alert-configurations";
import { SILENCES_IN_FORCE, SILENCES_WATCHDOG } from "../tables/alert-silences";
import type { Cells, DefinitionContext } from "./alert-field";
import { operatorFromSign } from "./condition";

/** So many checks a statement can ask for at once: a day of quarters of an hour. */
export const MOST_CHECKS = 96;

/** `3 of 5`, `2 in a row`. */
function firesFor({ fires_for: written }: AlertRow, notes: AlertNotes): FiresFor | undefined {
  const text = written?.trim() ?? "";
  if (text === "") return undefined;
  const [, times = "", checks = times] =
    /^(\d{1,6})\s+of\s+(\d{1,6})$/i.exec(text) ?? /^(\d{1,6})\s+in\s+a\s+row$/i.exec(text) ?? [];
  if (times === "") return notes.fault("fires_for", "must be such as 3 of 5, or 2 in a row");
  const rule = { times: Number(times), checks: Number(checks) };
  if (rule.times < 1) return notes.fault("fires_for", "must hold at one check at least");
  if (rule.times > rule.checks) return notes.fault("fires_for", "has more checks that hold than checks");
  if (rule.checks > MOST_CHECKS)
    return notes.fault("fires_for", `looks back on more than ${MOST_CHECKS} checks, which are the most`);
  // At every check that holds: what an alert does without it.
  return rule.checks === 1 ? undefined : rule;
}

/** On the far side of the threshold from where it fires. */
function clearsAt(row: AlertRow, notes: AlertNotes): number | undefined {
  const { recover_value_double: value, threshold_value_double: threshold } = row;
  if (value === null) return undefined;
  const direction = directionOf({ operator: operatorFromSign(row.threshold_operator) ?? "" });
  if (
    direction === undefined ||
    row.threshold_value_column !== null ||
    row.threshold_value_type !== "DOUBLE"
  ) {
    return notes.fault(
      "recover_value_double",
      "needs a threshold that is a number, and >, >=, < or <=: on which side the alert is well again is not told otherwise",
    );
  }
  if (threshold === null) return undefined;
  return value === threshold || value < threshold === (direction === "up")
    ? value
    : notes.fault(
        "recover_value_double",
        `is ${direction === "up" ? "above" : "below"} the threshold, which is ${threshold}: the alert would be well again while it fires`,
      );
}

function silencedUntil(row: AlertRow, notes: AlertNotes): string | undefined {
  const { silenced_until: until, silence_reason: reason } = row;
  if (until === null) return undefined;
  const moment = new Date(until);
  if (Number.isNaN(moment.getTime())) return notes.fault("silenced_until", "must be a point in time");
  if ((reason ?? "").trim() === "")
    notes.fault("silence_reason", "silenced_until needs a reason: who reads it asks why");
  return moment.toISOString();
}

/** Those that come with the program, as functions of its schema. */
export const OWN_SCORES = ["usual_range", "feedback"] as const;

function score(row: AlertRow, notes: AlertNotes, { settings }: DefinitionContext): Score | undefined {
  if (row.ml_model_enabled !== true) return undefined;
  if (row.severity === "CRITICAL") {
    notes.fault(
      "ml_model_enabled",
      "nothing holds back a CRITICAL alert: set it to FALSE, or choose another severity",
    );
  }
  const { ml_model_name: name, ml_threshold: atLeast } = row;
  if (name === null) notes.fault("ml_model_name", "ml_model_name is required for ml_model_enabled");
  if (atLeast === null) notes.fault("ml_threshold", "ml_threshold is required for ml_model_enabled");
  else if (!(atLeast > 0 && atLeast <= 1)) notes.fault("ml_threshold", "must be more than 0, and at most 1");
  if (name === null || atLeast === null) return undefined;
  const called = name.trim();
  const isOwn = OWN_SCORES.some((own) => own === called);
  if (!isOwn && !/^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*){2}$/u.test(called)) {
    return notes.fault(
      "ml_model_name",
      `must be ${OWN_SCORES.join(", ")}, or a function catalog.schema.name, and not ${shownText(called)}`,
    );
  }
  const parts = called.split(".").map(quoteIdentifier).join(".");
  return { function: isOwn ? qualifiedName(settings, called) : parts, alertId: row.alert_id, atLeast };
}

/** How often the condition must hold, and when a firing alert is well again. */
export function firingGuards(row: AlertRow, notes: AlertNotes): Pick<Guards, "firesFor" | "clearsAt"> {
  return given({ firesFor: firesFor(row, notes), clearsAt: clearsAt(row, notes) });
}

/** What the row holds a firing back by. */
export function readGuards(row: AlertRow, notes: AlertNotes, context: DefinitionContext): Guards {
  const { settings } = context;
  const silences =
    settings.liveSilences === true && row.alert_id !== SILENCES_WATCHDOG
      ? { view: qualifiedName(settings, SILENCES_IN_FORCE), alertId: row.alert_id }
      : undefined;
  return {
    ...firingGuards(row, notes),
    ...given({ silencedUntil: silencedUntil(row, notes), silences, score: score(row, notes, context) }),
  };
}

function given<Guard extends Guards>(guards: {
  readonly [Key in keyof Guard]: Guard[Key] | undefined;
}): Guard {
  // What is left out of a Guards is not there, rather than undefined.
  return Object.fromEntries(Object.entries(guards).filter(([, guard]) => guard !== undefined)) as Guard;
}

/** What a row says for the guards of an alert. Silences of many are rows of their own. */
export function guardCells({ firesFor, clearsAt, silencedUntil, score }: Guards, row: AlertRow): Cells {
  const own = OWN_SCORES.find((name) => score?.function.endsWith(`.\`${name}\``));
  return {
    fires_for: firesFor ? firesForText(firesFor) : null,
    recover_value_double: clearsAt ?? null,
    silenced_until: silencedUntil ?? null,
    // No query says why.
    silence_reason:
      silencedUntil === undefined ? null : (row.silence_reason ?? "As the alert in the workspace."),
    ml_model_enabled: score === undefined ? (row.ml_model_enabled === null ? null : false) : true,
    ...(score && {
      ml_model_name: own ?? score.function.replaceAll("`", ""),
      ml_threshold: score.atLeast,
    }),
  };
}

/** `3 of 5`, `2 in a row`: as a row says it. */
export function firesForText({ times, checks }: FiresFor): string {
  return times === checks ? `${times} in a row` : `${times} of ${checks}`;
}
