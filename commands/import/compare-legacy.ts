import pLimit from "p-limit";
import { isShadow } from "../../alerting/fields/name";
import type { AlertPlan } from "../../alerting/plan-alerts";
import type { AlertCandidate } from "../../alerting/planned-alert";
import { isRefused } from "../../databricks/api-error";
import { type LegacyAlertTask, legacyOutcomes } from "../../databricks/legacy-alert-jobs";
import { getLegacyAlert, isActive, type LegacyAlert } from "../../databricks/legacy-alerts-api";
import type { RawRow } from "../../alerting/tables/row-reader";
import { SqlStatementError } from "../../databricks/sql-statement-error";
import { ExpectedError } from "../../messages/expected-error";
import { groupBy } from "../../messages/group-by";
import { counted, shownText, shownValue } from "../../messages/words";
import { readEvaluations } from "../../rows/statements/evaluations";
import { jobsOf, tasksOfAlerts } from "./legacy-jobs";
import { legacyIdOf } from "./legacy-tag";
import type { ImportConnection } from "./plan-import";

/** A row beside the alert of the first version that it takes the place of. */
export interface LegacyPair {
  readonly alertId: string;
  readonly databricksAlertId?: string;
  readonly isShadow: boolean;
  readonly legacyId: string;
  /** Left out where it is gone. */
  readonly legacy?: LegacyAlert;
  /** All that run it. */
  readonly tasks: readonly LegacyAlertTask[];
}

interface Outcome {
  readonly at: Date;
  readonly state: string;
}

/** How often each state was come to in one day, by both. */
export interface ComparedDay {
  /** UTC. */
  readonly day: string;
  readonly legacy: Readonly<Record<string, number>>;
  readonly row: Readonly<Record<string, number>>;
  /** Left out where one of both did not run. */
  readonly isAlike?: boolean;
}

export interface ComparedAlert extends LegacyPair {
  readonly days: readonly ComparedDay[];
}

/** The rows that take the place of legacy alerts; those that are named, where some are. */
export async function legacyPairs(
  { rest }: ImportConnection,
  { rows }: Pick<AlertPlan, "rows">,
  wanted: readonly string[],
): Promise<readonly LegacyPair[]> {
  const all = rows.flatMap((row) => {
    const legacyId = legacyIdOf(row.raw);
    return legacyId === undefined ? [] : [{ row, legacyId }];
  });
  const unknown = wanted.filter((id) => !all.some(({ row }) => row.alertId === id));
  if (unknown.length > 0) {
    throw new ExpectedError(
      unknown
        .map((id) => `${shownText(id)} is no row of a legacy alert: it has no tag legacy_alert.`)
        .join("\n"),
    );
  }
  const tasks = await tasksOfAlerts(rest);
  const chosen = all.filter(({ row }) => wanted.length === 0 || wanted.includes(row.alertId));
  const limit = pLimit(AT_ONCE);
  const refused: string[] = [];
  const pairs = await limit.map(chosen, async ({ row, legacyId }) => {
    try {
      return pairOf(row, legacyId, await getLegacyAlert(rest, legacyId), tasks.get(legacyId) ?? []);
    } catch (error) {
      if (!isRefused(error)) throw error;
      refused.push(
        `${shownText(row.alertId)}: you may not read legacy alert ${legacyId} (403): have CAN VIEW on it given to you.`,
      );
      return [];
    }
  });
  if (refused.length > 0) throw new ExpectedError(refused.join("\n"));
  return pairs.flat();
}

const AT_ONCE = 8;

function pairOf(
  { alertId, databricksAlertId, row }: AlertCandidate,
  legacyId: string,
  legacy: LegacyAlert | undefined,
  tasks: readonly LegacyAlertTask[],
): LegacyPair {
  return {
    alertId,
    isShadow: isShadow(row),
    legacyId,
    tasks,
    ...(databricksAlertId !== undefined && { databricksAlertId }),
    ...(legacy && isActive(legacy) && { legacy }),
  };
}

/** What both came to on each day: the legacy alert by its jobs' runs, the row's by what the service keeps of evaluations. */
export async function compareLegacy(
  { rest, sql }: ImportConnection,
  pairs: readonly LegacyPair[],
  since: Date,
): Promise<{ readonly compared: readonly ComparedAlert[]; readonly notRead?: string }> {
  const ids = pairs.flatMap(({ databricksAlertId }) => databricksAlertId ?? []);
  let rows: RawRow[] = [];
  let notRead: string | undefined;
  try {
    if (ids.length > 0) rows = await sql.query(readEvaluations(ids, since));
  } catch (error) {
    if (!(error instanceof SqlStatementError)) throw error;
    notRead = error.message;
  }
  const evaluations = groupBy(rows, ({ alert_id: id }) => String(id));
  const compared: ComparedAlert[] = [];
  for (const pair of pairs) {
    const old = await outcomesOfJobs(rest, pair, since);
    const own = (evaluations.get(pair.databricksAlertId ?? "") ?? []).map(({ at, state }) => {
      return { at: new Date(Number(at)), state: String(state) };
    });
    compared.push({ ...pair, days: byDay(old, own) });
  }
  return { compared, ...(notRead !== undefined && { notRead }) };
}

/** A job may run the alert in more than one of its tasks: it is read once. */
async function outcomesOfJobs(
  rest: ImportConnection["rest"],
  { tasks }: LegacyPair,
  since: Date,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const task of new Map(tasks.map((one) => [one.jobId, one])).values())
    outcomes.push(...(await legacyOutcomes(rest, task, since)));
  return outcomes;
}

/** The newest day last; a state that is no firing is alike with any other that is none. */
export function byDay(legacy: readonly Outcome[], row: readonly Outcome[]): ComparedDay[] {
  const dayOf = ({ at }: Outcome) => at.toISOString().slice(0, 10);
  const days = [...new Set([...legacy, ...row].map(dayOf))].sort();
  return days.map((day) => {
    const [old, own] = [legacy, row].map((outcomes) =>
      tally(outcomes.filter((outcome) => dayOf(outcome) === day)),
    );
    const bothRan = Object.keys(old ?? {}).length > 0 && Object.keys(own ?? {}).length > 0;
    return {
      day,
      legacy: old ?? {},
      row: own ?? {},
      ...(bothRan && { isAlike: hasFired(old) === hasFired(own) }),
    };
  });
}

function tally(outcomes: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { state } of outcomes) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

function hasFired(counts: Readonly<Record<string, number>> | undefined): boolean {
  return (counts?.["TRIGGERED"] ?? 0) > 0;
}

/** For people: each pair with its days. */
export function describeComparison(
  compared: readonly ComparedAlert[],
  days: number,
  notRead?: string,
): string {
  if (compared.length === 0)
    return "No row takes the place of a legacy alert: `npm run import -- plan --legacy` begins.";
  return [
    ...(notRead === undefined ? [] : [`What the rows' alerts came to cannot be read: ${shownText(notRead)}`]),
    ...compared.flatMap(({ alertId, legacyId, legacy, databricksAlertId, tasks, days: list }) => {
      const differing = list.filter(({ isAlike }) => isAlike === false).length;
      const both = list.filter(({ isAlike }) => isAlike !== undefined).length;
      return [
        `${shownText(alertId)} (${databricksAlertId ?? "no alert yet"}) beside legacy alert ${legacyId} ${legacy ? shownValue(legacy.display_name) : "which is gone"}, run by ${runBy(tasks)}`,
        ...list.map(
          ({ day, legacy: old, row, isAlike }) =>
            `  ${day}  legacy ${words(old)} | row ${words(row)}${isAlike === false ? "   differs" : ""}`,
        ),
        `  ${counted(both, "day")} of the last ${days} on which both ran: ${differing === 0 ? "they fired on the same days" : `they differ on ${differing}`}.`,
      ];
    }),
  ].join("\n");
}

function runBy(tasks: LegacyPair["tasks"]): string {
  const jobs = jobsOf(tasks);
  return jobs.length === 0 ? "no job" : `${jobs.length === 1 ? "job" : "jobs"} ${jobs.join(" and ")}`;
}

function words(counts: Readonly<Record<string, number>>): string {
  const said = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
  return said.length === 0
    ? "did not run"
    : said.map(([state, count]) => `${count} ${shownText(state)}`).join(", ");
}
