import { z } from "zod";
import type { PlannedAlert } from "../alerting/planned-alert";

/** What the tests of one alert show of it. */
export const TestCoverage = z.object({
  tests: z.int().min(0),
  failed: z.int().min(0),
  /** A test in which it fires, and one in which it does not. */
  fires: z.boolean(),
  isSilent: z.boolean(),
  /** A test whose value is the threshold, or one step beside it. */
  meetsThreshold: z.boolean(),
  /** A test in which there is no row, or NULL, to compare. */
  meetsNothing: z.boolean(),
  /** Left out where nobody made mutants. */
  mutants: z
    .object({ noticed: z.int().min(0), all: z.int().min(0), unnoticed: z.array(z.string()).readonly() })
    .exactOptional(),
});
export type TestCoverage = z.output<typeof TestCoverage>;

/** What is known of alerts' tests. */
export interface TestsOfAlerts {
  /** Somebody writes tests here: an alert without one stands out. */
  readonly areWritten: boolean;
  hasTests(alert: PlannedAlert): boolean;
  /** `undefined` where they were not run since the alert, or they, were last changed. */
  coverageOf(alert: PlannedAlert): TestCoverage | undefined;
}
