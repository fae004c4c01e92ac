import pLimit from "p-limit";
import { type AuthoredAlert, GUARD_NAMES, hasGuards } from "../alerting/authored-alert";
import { covers, type Silence } from "../alerting/silences/silence";
import type { TableNames } from "../alerting/table-names";
import type { SqlSession } from "../databricks/sql-session";
import { RowQueries } from "../rows/row-queries";
import type { AlertChange } from "./changes/alert-change";
import { evaluateNow, type EvaluationLimits } from "./evaluate/evaluate-now";
import type { Evaluation } from "./evaluate/judge";
import {
  lastDays,
  type NotReplayed,
  type Replay,
  replay as replayDefinition,
  type ReplayWindow,
} from "./replay/replay";
import { ReplaySession } from "./replay/replay-session";
import type { Sides } from "./report/alert-review";
import type { ShownValues } from "./shown-values";

/** What the workspace said of one alert, before and after the change. */
export interface Evidence {
  readonly now: Sides<Evaluation>;
  readonly replay: Sides<Replay | NotReplayed>;
}

export const NO_EVIDENCE: Evidence = { now: {}, replay: {} };

/** So many alerts are looked at side by side. */
const AT_ONCE = 4;

export interface EvidenceOptions {
  readonly now: () => Date;
  /** How far back alerts are replayed; left out: not at all. */
  readonly replayDays?: number;
  /** What is said of values and errors: nothing that is not goes any further. */
  readonly values: ShownValues;
  readonly say: (line: string) => void;
  /**
   * Where the config tables are: replays say then what people judged.
   * @default nobody's judgements are looked for
   */
  readonly names?: TableNames;
  /**
   * Rows of alert_silences, where the stack's alerts heed them: what they hid is told as hidden.
   * @default none
   */
  readonly silences?: readonly Silence[];
}

/** What the alerts say now, as deployed and as their rows want them: by the definitions that may be asked. */
export async function gatherEvidence(
  asked: ReadonlyMap<AlertChange, Sides<AuthoredAlert>>,
  sql: SqlSession,
  { now, say, replayDays, values, names, silences = [] }: EvidenceOptions,
  queries = new RowQueries(sql),
): Promise<ReadonlyMap<AlertChange, Evidence>> {
  const limit = pLimit(AT_ONCE);
  const replay =
    replayDays === undefined
      ? () => Promise.resolve({})
      : replayer(
          new ReplaySession(sql, { queries, values, ...(names && { names }) }),
          lastDays(replayDays, now()),
        );
  let done = 0;
  const gathered = await Promise.all(
    [...asked].map(([change, definitions]) =>
      limit(async () => {
        const [said, replayed] = await Promise.all([
          evaluated(definitions, queries, { now, values }),
          change.kind === "deleted"
            ? Promise.resolve({})
            : replay(definitions, silencesOf(change.planned, silences)),
        ]);
        done += 1;
        say(`Evaluated ${done} of ${asked.size} alerts`);
        return [change, { now: said, replay: replayed }] as const;
      }),
    ),
  );
  return new Map(gathered);
}

/** Those that cover the alert by its row: the view goes by what that says now. */
function silencesOf(planned: AlertChange["planned"], silences: readonly Silence[]): readonly Silence[] {
  return planned === undefined ? [] : silences.filter((silence) => covers(silence, planned.row));
}

/** Both definitions over the same window; what they ask alike is asked once. */
function replayer(session: ReplaySession, window: ReplayWindow) {
  return async (
    { before, after }: Sides<AuthoredAlert>,
    silencedBy: readonly Silence[],
  ): Promise<Evidence["replay"]> => {
    const [old, current] = await Promise.all([
      before && replayDefinition({ ...before, silencedBy }, session, window),
      after && replayDefinition({ ...after, silencedBy }, session, window),
    ]);
    return { before: old, after: current };
  };
}

/** Where both sides ask and compare the same, they are asked once. */
async function evaluated(
  { before, after }: Sides<AuthoredAlert>,
  queries: RowQueries,
  limits: EvaluationLimits,
): Promise<Sides<Evaluation>> {
  if (before !== undefined && after !== undefined && asksTheSame(before, after)) {
    const evaluation = await evaluateNow(after, queries, limits);
    return { before: evaluation, after: evaluation };
  }
  const [old, current] = await Promise.all([
    before && evaluateNow(before, queries, limits),
    after && evaluateNow(after, queries, limits),
  ]);
  return { before: old, after: current };
}

function asksTheSame(one: AuthoredAlert, other: AuthoredAlert): boolean {
  const asked = (alert: AuthoredAlert) => {
    const { source, comparisonOperator, threshold, emptyResultState } = alert.evaluation;
    const condition = [alert.queryText, source, comparisonOperator, threshold, emptyResultState];
    // A noise rule looks back by the schedule.
    const guards = hasGuards(alert) ? [GUARD_NAMES.map((name) => alert[name]), alert.schedule] : [];
    return JSON.stringify([condition, guards]);
  };
  return asked(one) === asked(other);
}
