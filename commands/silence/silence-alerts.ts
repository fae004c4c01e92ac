import { readHeader } from "../../alerting/compile/header";
import { planAlerts } from "../../alerting/plan-alerts";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { covers, quietUntil, type Silence } from "../../alerting/silences/silence";
import { activeAlerts } from "../../databricks/alerts-api";
import type { Connection } from "../../databricks/open-connection";
import { ExpectedError } from "../../messages/expected-error";
import { settingsAdvice } from "../../messages/advised-commands";
import { counted, nearestWord, shownText, someOf } from "../../messages/words";
import { timeOf } from "../../rows/changes/change-feed";
import { endSilence, insertSilence, READ_CLOCK } from "../../rows/statements/silences";
import { readRows } from "../../rows/table-rows";
import type { Settings } from "../../settings/settings";
import { moment } from "../../review/words/figures";
import { askedSilence } from "./asked-silence";
import type { StackOptions } from "../follow-stack";
import { hiddenFirings } from "../hidden-firings";
import type { ListOptions, SilenceOptions } from "../silence";
import { onConnection } from "../on-connection";
import { readStoredSilences } from "./stored-silences";

interface Silencing {
  readonly connection: Connection;
  readonly settings: Settings;
  readonly now: Date;
  readonly alerts: readonly PlannedAlert[];
}

/** Writes a silence, or with --preview says what it would do. With anything wrong nothing is written. */
export async function silence(alertId: string | undefined, options: SilenceOptions): Promise<void> {
  await withAlerts(options, async ({ connection, settings, now, alerts }) => {
    const asked = askedSilence(alertId, options, now);
    const covered = alerts.filter(({ row }) => covers(asked.silence, row));
    const faults = [
      ...asked.faults,
      ...(settings.liveSilences ? [] : [notHeeded(options.stack)]),
      ...(covered.length === 0 && asked.silence.faults.length === 0 ? [coversNone(alertId, alerts)] : []),
    ];
    if (faults.length > 0)
      throw new ExpectedError([`No silence was written.`, ...faults.map((fault) => `  ${fault}`)].join("\n"));

    const hidden = options.preview ? await hiddenFirings(covered, asked.silence, connection.sql, now) : [];
    const unguarded = await withoutGuard(connection, covered);
    if (!options.preview)
      await connection.sql.execute(insertSilence(settings, asked.row), { idempotent: true });
    const names = covered.map((alert) => alert.alertId);
    if (options.json) {
      console.log(JSON.stringify({ ...asked.row, covers: names, unguarded, hidden }, undefined, 2));
      return;
    }
    const told = covered.filter(({ definition }) => definition.evaluation.notification.notifyOnOk);
    console.log(
      [
        ...describe(asked.silence, names),
        ...(told.length > 0
          ? [
              `  One that fires now turns OK, and says so: notify_on_ok is set of ${someOf(told.map((alert) => alert.alertId))}.`,
            ]
          : []),
        ...(unguarded.length > 0
          ? [`  Not quiet before the next up, which makes them heed silences: ${someOf(unguarded)}.`]
          : []),
        ...hidden.map((line) => `  ${line}`),
        options.preview
          ? "Nothing was written."
          : "Written: it holds from the next check of each alert on, and ends by itself.",
      ].join("\n"),
    );
  });
}

function notHeeded(stack: string): string {
  return (
    `liveSilences: is false for this stack, so that no alert reads alert_silences. Set it to true (${settingsAdvice(stack)}) and run an up, ` +
    "or set silenced_until and silence_reason in the alert's row, which an up deploys"
  );
}

function coversNone(alertId: string | undefined, alerts: readonly PlannedAlert[]): string {
  const near =
    alertId === undefined
      ? undefined
      : nearestWord(
          alertId,
          alerts.map((alert) => alert.alertId),
        );
  return `alert_id: it covers none of the ${counted(alerts.length, "alert")}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

/** Those whose alert in the workspace does not read the silences yet. */
async function withoutGuard({ alerts }: Connection, covered: readonly PlannedAlert[]): Promise<string[]> {
  const guarded = new Set(
    (await activeAlerts(alerts)).flatMap(
      ({ definition }) => readHeader(definition.queryText)?.guards.silences?.alertId ?? [],
    ),
  );
  return covered.map(({ alertId }) => alertId).filter((alertId) => !guarded.has(alertId));
}

/** Shows the silences that there are. */
export async function listSilences({ all, json, ...options }: ListOptions): Promise<void> {
  await withAlerts(options, async ({ connection, settings, now, alerts }) => {
    const silences = await readStoredSilences(connection.sql, settings);
    const shown = silences.filter(({ endsAt }) => all === true || !(endsAt <= now));
    const listed = shown.map((one) => ({
      silence: one,
      covers: alerts.filter(({ row }) => covers(one, row)).map(({ alertId }) => alertId),
      until: quietUntil(one, now),
    }));
    if (json) {
      const rows = listed.map(({ silence: one, covers: names, until }) => ({
        ...one.row,
        covers: names,
        in_force_until: until?.toISOString() ?? null,
        faults: one.faults.map(({ column, rule }) => ({ column, rule })),
      }));
      console.log(JSON.stringify(rows, undefined, 2));
      return;
    }
    const lines = listed.flatMap(({ silence: one, covers: names, until }) => [
      ...describe(one, names),
      ...one.faults.map(
        ({ column = "", rule }) => `  wrong, and so of no effect: ${column} ${shownText(rule)}`,
      ),
      ...(one.faults.length === 0 ? [`  ${stateOf(one, until, now)}`] : []),
    ]);
    console.log(lines.length > 0 ? lines.join("\n") : "No alert is silenced, nor is to be.");
  });
}

function stateOf({ startsAt, endsAt, hours }: Silence, until: Date | undefined, now: Date): string {
  if (until !== undefined) return `in force until ${moment(until.toISOString())}`;
  if (endsAt <= now) return "over";
  return startsAt > now || hours === undefined ? "yet to begin" : "not at this hour";
}

function describe({ row }: Silence, names: readonly string[]): string[] {
  const { starts_at: from, ends_at: until, repeats, repeats_timezone: zone, ticket_url: ticket } = row;
  const hours = repeats === null ? "" : `, ${shownText(repeats)} ${shownText(zone ?? "UTC")}`;
  const by = row.created_by === null ? "" : ` (${shownText(row.created_by)})`;
  return [
    `${shownText(row.silence_id)}  ${shownText(row.reason)}${by}`,
    `  from ${moment(from)} to ${moment(until)}${hours}`,
    ...(ticket === null ? [] : [`  ${shownText(ticket)}`]),
    names.length === 0 ? "  covers no alert" : `  covers ${counted(names.length, "alert")}: ${someOf(names)}`,
  ];
}

/** Ends the silence, by its id or the beginning of it. */
export async function endSilenceOf(silenceId: string, options: StackOptions): Promise<void> {
  await withAlerts(options, async ({ connection, settings, now }) => {
    const silences = await readStoredSilences(connection.sql, settings);
    const exact = silences.filter(({ row }) => row.silence_id === silenceId);
    const meant =
      exact.length > 0 ? exact : silences.filter(({ row }) => row.silence_id.startsWith(silenceId));
    const [only, ...others] = meant;
    if (only === undefined || others.length > 0) {
      const ids = (only === undefined ? silences : meant).map(({ row }) => shownText(row.silence_id));
      throw new ExpectedError(
        only === undefined
          ? `There is no silence ${shownText(silenceId)}. ${ids.length === 0 ? "There is none at all." : `There are ${someOf(ids)}.`}`
          : `${shownText(silenceId)} could be ${someOf(ids)}: name one of them.`,
      );
    }
    if (only.endsAt <= now) {
      console.log(
        `${shownText(only.row.silence_id)} ended at ${moment(only.row.ends_at)}. Nothing was changed.`,
      );
      return;
    }
    await connection.sql.execute(endSilence(settings, only.row.silence_id), { idempotent: true });
    console.log(
      `${shownText(only.row.silence_id)} ended: what still fires is told at the next check of its alert.`,
    );
  });
}

async function withAlerts(
  options: StackOptions,
  act: (silencing: Silencing) => Promise<void>,
): Promise<void> {
  await onConnection(options, async (connection, settings) => {
    const [{ alertRows, destinationRows }, clock] = await Promise.all([
      readRows(connection.sql, settings),
      connection.sql.query(READ_CLOCK),
    ]);
    const { warehouseId } = connection;
    const { alerts } = planAlerts({ alertRows, destinationRows, settings, warehouseId });
    const now = new Date(timeOf(clock[0]?.["now"]) ?? Date.now());
    await act({ connection, settings, now, alerts });
  });
}
