import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { ExpectedError } from "../../messages/expected-error";
import { partsOf } from "./urn";

/** What a plan says of one alert. */
export interface PlannedResource {
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
