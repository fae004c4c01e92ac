import { z } from "zod";
import { TestCoverage } from "../../lint/test-coverage";
import { FINDING_SEVERITIES } from "../../settings/lint-settings";
import { CostReview, EvaluationReview, ReplayReview, WarehouseReview } from "./evidence-review";

export const CHANGE_KINDS = ["unreadable", "deleted", "added", "changed", "drifted", "unchanged"] as const;

/** The deployed alert, and the alert as its row wants it. */
function sides<Shape extends z.ZodType>(shape: Shape) {
  return z.object({ before: shape.optional(), after: shape.optional() });
}

export const ConditionWords = z.object({
  subject: z.string().describe("`average of cost`"),
  phrase: z.string().describe("`is above`"),
  threshold: z.string().optional(),
  often: z
    .string()
    .optional()
    .describe("How often it must hold, and when a firing alert is well again: `in 3 of the last 5 checks`."),
  besides: z
    .array(z.string())
    .readonly()
    .optional()
    .describe("What holds a firing back besides, and what that costs, a sentence each."),
  ifEmpty: z.string().describe("The state of an empty result."),
});

export const ScheduleWords = z.object({
  words: z.string().describe("`Every 4 hours`"),
  cron: z.string(),
  timeZone: z.string(),
  isPaused: z.boolean(),
  nextRuns: z.array(z.iso.datetime()).readonly(),
  runsPerMonth: z.number().optional().describe("In the 30 days after the review; 0 while it is paused."),
});

const FieldChange = z.object({
  field: z.string().describe("Path in the definition: `schedule.quartzCronSchedule`."),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const DriftReview = z.object({
  field: z.string(),
  deployed: z.unknown().optional().describe("As it was last deployed."),
  live: z.unknown().optional().describe("As the workspace has it now."),
  next: z.unknown().optional().describe("As the row wants it."),
  overwritten: z.boolean().describe("The row changed the field, too: the next up overwrites the change."),
});

const SourcePlace = z
  .object({ file: z.string(), line: z.int().min(1), column: z.int().min(1) })
  .describe("In the project's files.");

export const FindingReview = z.object({
  rule: z.string(),
  severity: z.enum(FINDING_SEVERITIES),
  column: z.string().optional(),
  place: SourcePlace.optional().describe("Where a pack says it."),
  message: z.string(),
  fix: z.string(),
  waiver: z.string().optional().describe("What to write to be spared of it, where it can be waived."),
  isNew: z.boolean().describe("The deployed alert did not have it. Only these count for the exit status."),
  waived: z
    .object({
      until: z.string(),
      because: z.string(),
      isNew: z.boolean().optional().describe("The row did not have the waiver when it was last deployed."),
    })
    .optional(),
});

const TestReview = z.object({
  count: z.int().min(0),
  failed: z.int().min(0),
  mutants: TestCoverage.shape.mutants,
});

/** Who hears of the alert otherwise than before. */
const RoutesReview = z.object({
  gone: z.array(z.string()).readonly().describe("Who no longer hears of it."),
  added: z.array(z.string()).readonly().describe("Who newly does."),
  severity: z
    .object({ before: z.string(), after: z.string() })
    .exactOptional()
    .describe("Who hears of it before and after hears of it as something else."),
});

/** One alert in a review. */
export const AlertReview = z.object({
  alertId: z.string(),
  displayName: z.string(),
  change: z.enum(CHANGE_KINDS),
  reason: z.string().optional().describe("Why it is deleted or cannot be read, in one sentence each."),
  severity: z.string().optional(),
  owner: z.string().optional(),
  pack: z
    .object({
      name: z.string(),
      version: z.string(),
      place: SourcePlace,
      because: z
        .record(z.string(), z.string())
        .exactOptional()
        .describe("What this stack has otherwise than its pack → why."),
    })
    .optional()
    .describe("Where its row is kept in Git."),
  databricksAlertId: z.string().optional(),
  url: z.string().optional(),
  fields: z.array(FieldChange).readonly(),
  condition: sides(ConditionWords),
  schedule: sides(ScheduleWords),
  query: sides(z.string()),
  notifies: sides(z.array(z.string()).readonly()).describe("E-mail addresses and names of destinations."),
  routes: RoutesReview.exactOptional().describe("Left out where nobody hears of it otherwise than before."),
  subject: sides(z.string()).describe("Of its messages, with the value of now; none: the service's own."),
  now: sides(EvaluationReview).describe("What an evaluation would say at the time of the review."),
  replay: sides(ReplayReview),
  cost: sides(CostReview),
  warehouse: WarehouseReview.exactOptional().describe(
    "What the change makes of the time that the warehouse is up; left out where it makes nothing of it, or that is not known.",
  ),
  drift: z.array(DriftReview).readonly(),
  isBaseUnknown: z
    .boolean()
    .describe("What was last deployed is not known any more, so drift cannot be told from changes."),
  changedBy: z.string().optional().describe("Who changed the row since the last sync, and when."),
  tests: TestReview.exactOptional().describe("Of the alert as its row wants it, where they were run."),
  findings: z.array(FindingReview).readonly(),
});

export type AlertReview = z.output<typeof AlertReview>;
export type ChangeKind = AlertReview["change"];
export type ConditionWords = z.output<typeof ConditionWords>;
export type ScheduleWords = z.output<typeof ScheduleWords>;
export type DriftReview = z.output<typeof DriftReview>;
export type RoutesReview = z.output<typeof RoutesReview>;
export type FindingReview = z.output<typeof FindingReview>;
export interface Sides<T> {
  readonly before?: T | undefined;
  readonly after?: T | undefined;
}
