import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { LiveDefinition } from "../alerting/definition";
import { changedFields, hashFields, readHashes } from "../alerting/definition-fields";
import type { PlannedAlert } from "../alerting/planned-alert";
import { ExpectedError } from "../messages/expected-error";
import { shownText } from "../messages/words";

/** The type of components/alert.ts, as a URN ends its chain of types. */
const ALERT_TYPE = /(?:^|\$)pulumi-nodejs:dynamic\/databricks:AlertV2$/;

/** The type of components/notification-destinations.ts. */
const DESTINATION_TYPE = /(?:^|\$)databricks:index\/notificationDestination:NotificationDestination$/;

/** What `urn:pulumi:prod::project::type$type::COST-012` says. */
interface UrnParts {
  readonly stack: string;
  readonly isAlert: boolean;
  readonly isDestination: boolean;
  /** It may itself hold `::`, as no part before it does. */
  readonly name: string;
}

export function partsOf(urn: string): UrnParts {
  const [prefix = "", , type = "", ...name] = urn.split("::");
  return {
    stack: prefix.replace(/^urn:pulumi:/, ""),
    isAlert: ALERT_TYPE.test(type),
    isDestination: DESTINATION_TYPE.test(type),
    name: name.join("::"),
  };
}

/** What a plan says of one alert. */
interface PlannedResource {
  readonly steps: readonly string[];
  /**
   * The inputs of an alert that is made or changed; of one that stays, the state's outputs. Left out where it is deleted.
   */
  readonly state?: Readonly<Record<string, unknown>>;
}

/** A file of `pulumi preview --save-plan`, as far as it is about alerts. */
export interface SavedPlan {
  readonly file: string;
  readonly sha256: string;
  /** By `alert_id`. */
  readonly alerts: ReadonlyMap<string, PlannedResource>;
}

/** @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/plan.go */
const Plan = z.object({
  resourcePlans: z.record(
    z.string(),
    z.object({
      steps: z.array(z.string()).nullish(),
      state: z.record(z.string(), z.unknown()).nullish(),
    }),
  ),
});

/** @throws ExpectedError where it is no plan, or one of another stack */
export function readSavedPlan(path: string, stack: string): SavedPlan {
  const text = readFileSync(path, "utf8");
  const resources = Object.entries(parse(text, path)).map(([urn, resource]) => ({
    ...partsOf(urn),
    resource,
  }));
  const foreign = resources.find((resource) => resource.stack !== stack);
  if (foreign) throw new ExpectedError(`${path} is a plan of the stack ${foreign.stack}, not of ${stack}.`);
  return {
    file: basename(path),
    sha256: createHash("sha256").update(text).digest("hex"),
    alerts: new Map(
      resources
        .filter(({ isAlert }) => isAlert)
        .map(({ name, resource: { steps, state } }) => [
          name,
          { steps: steps ?? [], ...(state && { state }) },
        ]),
    ),
  };
}

function parse(text: string, path: string) {
  try {
    return Plan.parse(JSON.parse(text)).resourcePlans;
  } catch (cause) {
    throw new ExpectedError(`${path} is no plan: make one with pulumi preview --save-plan ${path}`, {
      cause,
    });
  }
}

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

function otherFields({ steps, state = {} }: PlannedResource, definition: LiveDefinition): readonly string[] {
  if (steps.includes("same")) {
    return [
      ...changedFields(readHashes(state["hashes"]) ?? {}, hashFields(definition)),
      ...(state["parentPath"] === definition.parentPath ? [] : ["parentPath"]),
    ];
  }
  const wanted = new Map<string, unknown>(Object.entries(definition));
  const planned = new Map(Object.entries(state).filter(([name]) => !NOT_OF_THE_DEFINITION.has(name)));
  return [...new Set([...wanted.keys(), ...planned.keys()])].filter(
    (name) => planned.get(name) !== UNKNOWN && !isDeepStrictEqual(planned.get(name), wanted.get(name)),
  );
}
