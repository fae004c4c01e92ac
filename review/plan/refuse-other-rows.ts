import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { AlertDefinition } from "../../alerting/definition";
import { changedFields, hashFields } from "../../alerting/definition-fields";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import { ExpectedError } from "../../messages/expected-error";
import { shownText } from "../../messages/words";
import type { PlannedResource, SavedPlan } from "./saved-plan";

/** So many differences are named. */
const MOST_LINES = 20;

/** In a plan, what only the up will know: an id that it makes. Of Pulumi's SDK, as its protocol has it. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What else the plan says of an alert than its definition. */
const NOT_OF_THE_DEFINITION = new Set(["__provider", "alertId", "lastSyncedAt"]);

/**
 * Refuses a review of other definitions than the plan has: what is reviewed is what `pulumi up --plan` will do. The rows
 * may have changed after the preview that made the plan, or the review has other settings than it had.
 */
export function refuseOtherRows(plan: SavedPlan, declared: readonly PlannedAlert[]): void {
  const lines = [...plannedOtherwise(plan, declared), ...notDeclared(plan, declared)];
  if (lines.length === 0) return;
  const rest = lines.length - MOST_LINES;
  throw new ExpectedError(
    [
      `${plan.file} plans other alerts than the rows ask for now, so there is nothing to approve. Make another plan.`,
      ...lines.slice(0, MOST_LINES).map((line) => `  ${line}`),
      ...(rest > 0 ? [`  and ${rest} more`] : []),
    ].join("\n"),
  );
}

function plannedOtherwise({ alerts }: SavedPlan, declared: readonly PlannedAlert[]): string[] {
  return declared.flatMap(({ alertId, definition }) => {
    const id = shownText(alertId);
    const { state, steps } = alerts.get(alertId) ?? {};
    if (steps === undefined) return [`${id}: it is not in the plan`];
    if (state === undefined) return [`${id}: the plan deletes its alert, and its row asks for it`];
    const fields = otherFields({ steps, state }, definition);
    return fields.length === 0 ? [] : [`${id}: the plan has another ${fields.join(", ")}`];
  });
}

function notDeclared({ alerts }: SavedPlan, declared: readonly PlannedAlert[]): string[] {
  const ids = new Set(declared.map(({ alertId }) => alertId));
  return [...alerts].flatMap(([alertId, { state }]) =>
    state === undefined || ids.has(alertId)
      ? []
      : [`${shownText(alertId)}: it is planned, and no row asks for it`],
  );
}

function otherFields({ steps, state = {} }: PlannedResource, definition: AlertDefinition): readonly string[] {
  if (steps.includes("same")) {
    const hashes = z.record(z.string(), z.string()).catch({}).parse(state["hashes"]);
    return [
      ...changedFields(hashes, hashFields(definition)),
      ...(state["parentPath"] === definition.parentPath ? [] : ["parentPath"]),
    ];
  }
  const wanted = new Map<string, unknown>(Object.entries(definition));
  const planned = new Map(Object.entries(state).filter(([name]) => !NOT_OF_THE_DEFINITION.has(name)));
  return [...new Set([...wanted.keys(), ...planned.keys()])].filter(
    (name) => planned.get(name) !== UNKNOWN && !isDeepStrictEqual(planned.get(name), wanted.get(name)),
  );
}
