import { z } from "zod";
import { REPLAY_BASES } from "../replay/replay";

const number = z.int().min(0);

export const EvaluationReview = z.object({
  at: z.string(),
  state: z.enum(["OK", "TRIGGERED", "ERROR", "UNKNOWN"]),
  value: z
    .union([z.number(), z.string(), z.boolean()])
    .nullish()
    .describe("What was compared; left out where there was no row, and where it is withheld."),
  isWithheld: z.boolean().optional().describe("There is a value, and --values does not show it."),
  isEmptyResult: z.boolean(),
  rows: z.number().optional().describe("Of the query's result."),
  durationMs: z.number(),
  bytesRead: z.number().optional(),
  error: z.string().optional(),
});

const Replayed = z.object({
  from: z.string(),
  to: z.string(),
  basis: z
    .enum(REPLAY_BASES)
    .describe(
      "Which rows each evaluation saw: those whose own time is not after it, those that the tables had then, or those of today.",
    ),
  evaluations: number,
  notEvaluated: number
    .optional()
    .describe("Runs besides, of which it could not be told what they give. Left out where there is none."),
  firing: number,
  hidden: number
    .optional()
    .describe("Firings that a row of alert_silences hid: not among `firing`. Left out where there is none."),
  errors: number,
  episodes: number.describe("Runs of neighbouring evaluations that fire."),
  longestEpisodeSeconds: z.number(),
  messages: number,
  sparkline: z
    .array(z.number().min(0).max(1).nullable())
    .readonly()
    .describe("Share of firing evaluations in equal slots of the window."),
  caveats: z.array(z.string()).readonly(),
  proposal: z
    .object({
      firesFor: z.string().describe("As a row says it: `2 of 3`."),
      episodes: number,
      laterSeconds: z.number().describe("How much later the first notice of an episode comes, on average."),
    })
    .optional()
    .describe("A noise rule by which it would have fired much less often."),
});

/** What the alert would have done in the last days, or why that is not known. */
export const ReplayReview = z.union([Replayed, z.object({ reason: z.string() })]);

export const CostReview = z.object({
  msPerRun: z.number(),
  bytesPerRun: z.number().optional(),
  runsPerMonth: z.number(),
  minutesPerMonth: z.number().describe("Of the warehouse."),
});

export const WarehouseReview = z.object({
  moreHoursPerDay: z
    .number()
    .describe("What this change alone adds to the time that the warehouse is up; less than 0: it saves."),
  hoursPerDay: z.number().describe("All alerts of the stack together, after the next up."),
  autoStopMinutes: z.number().describe("After so long without work the warehouse stops."),
});

export type EvaluationReview = z.output<typeof EvaluationReview>;
export type Replayed = z.output<typeof Replayed>;
export type ReplayReview = z.output<typeof ReplayReview>;
export type WarehouseReview = z.output<typeof WarehouseReview>;
export type CostReview = z.output<typeof CostReview>;

export function isReplayed(side: ReplayReview | undefined): side is Replayed {
  return side !== undefined && "evaluations" in side;
}
