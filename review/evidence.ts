import type { Evaluation } from "./evaluation";
import type { NotReplayed, Replay } from "./replay";
import type { Sides } from "./report/alert-review";

/** What the workspace said of one alert, before and after the change. */
export interface Evidence {
  readonly now: Sides<Evaluation>;
  readonly replay: Sides<Replay | NotReplayed>;
}

export const NO_EVIDENCE: Evidence = { now: {}, replay: {} };
