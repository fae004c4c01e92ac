import { z } from "zod";
import { SHOWN_VALUES } from "../shown-values";
import { AlertReview, FindingReview } from "./alert-review";

/** Raised when a field changes its meaning or goes; a new field leaves it. */
export const REPORT_VERSION = 1;

const number = z.int().min(0);

const Counts = z.object({
  added: number,
  changed: number,
  deleted: number,
  drifted: number.describe("Their rows did not change, but the alerts in the workspace did."),
  unreadable: number.describe("Rows with faults. While there is one, nothing can be deployed."),
  unchanged: number,
  skipped: number.describe("Rows that ask for no alert."),
});

/** What one review found. The comment, the page and the exit status are made of nothing else. */
export const ReviewReport = z.object({
  version: z.literal(REPORT_VERSION),
  stack: z.string(),
  mode: z.enum(["workspace", "offline"]).describe("offline: no workspace was asked."),
  createdAt: z.iso.datetime(),
  durationMs: number,
  workspace: z.string().optional().describe("Scheme and host."),
  commit: z.string().optional(),
  run: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("The page of the CI run that keeps the full report."),
  plan: z
    .object({
      file: z.string(),
      sha256: z.string(),
      rows: z
        .record(z.string(), number)
        .optional()
        .describe(
          "Table → version of its rows. An `up` that is given this report as ALERTS_REVIEW goes on with no other.",
        ),
    })
    .optional()
    .describe("The saved plan that `pulumi up --plan` will carry out."),
  table: z
    .object({ name: z.string(), version: number.optional() })
    .optional()
    .describe("Where the rows were read, and the version of the Delta table."),
  asked: z
    .object({
      as: z.string().describe("A user name, or a service principal's application id."),
      others: z.array(z.string()).readonly().describe("Whom alerts of the report run as that are others."),
      isChosen: z.boolean().describe("Somebody chose who asks; else the alerts of others were not asked."),
    })
    .optional()
    .describe("With whose rights queries were asked. Left out where none was."),
  values: z
    .enum(SHOWN_VALUES)
    .optional()
    .describe(
      "What is shown of values that queries gave, and of their errors. Left out where none was asked.",
    ),
  counts: Counts,
  alerts: z.array(AlertReview).readonly().describe("The unchanged ones only with --all."),
  destinations: z
    .array(FindingReview)
    .readonly()
    .exactOptional()
    .describe("Notification destinations that rows take over, whether an alert tells them or not."),
  routes: z
    .array(
      z.object({
        receiver: z.string(),
        gone: z.array(z.string()).readonly().describe("Alerts of which it no longer hears."),
        added: z.array(z.string()).readonly().describe("Alerts of which it newly hears."),
        severities: z
          .array(z.object({ before: z.string(), after: z.string(), alerts: z.array(z.string()).readonly() }))
          .readonly(),
      }),
    )
    .readonly()
    .exactOptional()
    .describe("Who hears of what otherwise than before, over all alerts that change."),
  packs: z
    .array(FindingReview)
    .readonly()
    .exactOptional()
    .describe("What is to know of packs: conflicts with what people wrote, packs that are passed over."),
  unclaimed: z
    .array(z.object({ id: z.string(), displayName: z.string(), url: z.string().optional() }))
    .readonly()
    .describe("Alerts in the folder that no row names: made by hand, or their rows went long ago."),
  changedBy: z.string().optional().describe("Who changed rows since the last sync, in one sentence."),
  notChecked: z.array(z.string()).readonly().describe("What the review left out, and why."),
});

export type ReviewReport = z.output<typeof ReviewReport>;
export type ReviewCounts = z.output<typeof Counts>;
