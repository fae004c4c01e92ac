import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AlertPlan } from "../../alerting/plan-alerts";
import { scheduleInWords } from "../../alerting/quartz/schedule-words";
import type { ProposedRow } from "../../alerting/schedule-cost/propose-schedules";
import { alertIdOf } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { SqlSession } from "../../databricks/sql-session";
import type { PackedAlert } from "../../rows/packs/pack-reader";
import { withOwnSchedule, withSchedule } from "../../rows/packs/pack-schedule";
import type { PackedTableRows } from "../../rows/packs/packed-rows";
import { overridesFile, placeOfPack, readPacks, type PackChoice } from "../../rows/packs/read-packs";
import { readAlertRows } from "../../rows/statements/read-rows";
import { type NewSchedule, writeSchedules } from "../../rows/statements/write-schedules";
import type { Settings } from "../../settings/settings";
import { writeFileWhole } from "../whole-file";

/** What became of one proposed schedule. */
export interface AppliedSchedule {
  readonly alertId: string;
  /** `alert_configurations`, or a file of the project. */
  readonly place: string;
  /** Left out where it was written. */
  readonly reason?: string;
}

export interface ApplyOptions {
  readonly sql: SqlSession;
  readonly settings: Settings;
  readonly plan: AlertPlan;
  readonly packed: PackedTableRows["packed"];
  readonly choice: PackChoice;
}

/**
 * Writes proposed schedules where they are said: in the table, or in a pack's file, if the table says what the pack does. What has
 * changed since it was read is left as it is.
 */
export async function applySchedules(
  rows: readonly ProposedRow[],
  { sql, settings, plan, packed, choice }: ApplyOptions,
): Promise<readonly AppliedSchedule[]> {
  const changed = rows.filter(({ cron, proposed }) => proposed !== cron);
  const peoples = new Set(
    packed.changedCells
      .filter(({ column }) => column === "schedule_cron")
      .map(({ alert: { alertId } }) => alertId),
  );
  const inPacks = changed.flatMap((row) => {
    const origin = packed.origins.get(row.alertId);
    // Of a schedule that the pack does not say the table has the only word.
    const isSaid = origin !== undefined && "schedule_cron" in origin.cells;
    return isSaid && !peoples.has(row.alertId) ? [{ row, origin }] : [];
  });
  const kept = new Set(inPacks.map(({ row }) => row.alertId));
  const read = new Map(plan.rows.map(({ raw, isPending }) => [alertIdOf(raw), { raw, isPending }]));
  const inTable = changed.filter(({ alertId }) => !kept.has(alertId));
  const pending = inTable.filter(({ alertId }) => read.get(alertId)?.isPending === true);
  const schedules = inTable.flatMap(({ alertId, proposed: cron }): NewSchedule[] => {
    const row = read.get(alertId);
    return row === undefined || row.isPending ? [] : [{ alertId, cron, raw: row.raw }];
  });
  return [
    ...inPacks.map(({ row, origin }) => writePack(row, origin, choice)),
    ...pending.map(({ alertId }) => ({
      alertId,
      place: TABLE,
      reason: "the table does not have the row yet",
    })),
    ...(schedules.length > 0 ? await writeRows(schedules, sql, settings) : []),
  ];
}

const TABLE = "alert_configurations";

async function writeRows(
  schedules: readonly NewSchedule[],
  sql: SqlSession,
  settings: Settings,
): Promise<AppliedSchedule[]> {
  await sql.execute(writeSchedules(settings, schedules), { idempotent: true });
  const after = new Map(
    (await sql.query(readAlertRows(settings))).map((raw: RawRow) => [alertIdOf(raw), raw]),
  );
  return schedules.map(({ alertId, cron }) => {
    const isWritten = after.get(alertId)?.["schedule_cron"] === cron;
    return { alertId, place: TABLE, ...(!isWritten && { reason: "the row has changed meanwhile" }) };
  });
}

/** The file is read anew: what it says now must be what the schedule was thought out for. */
function writePack({ proposed }: ProposedRow, read: PackedAlert, choice: PackChoice): AppliedSchedule {
  const { pack, alertId } = read;
  const now = readPacks(process.cwd(), choice)
    .packs.flatMap(({ alerts }) => alerts)
    .find((alert) => alert.alertId === alertId);
  const own = overridesFile(choice.stack);
  const isOwn = now?.because.has("schedule") === true;
  const file = isOwn ? own : placeOfPack(pack);
  if (now?.cells["schedule_cron"] !== read.cells["schedule_cron"])
    return { alertId, place: file, reason: "the file has changed meanwhile" };
  const path = join(process.cwd(), file);
  const text = readFileSync(path, "utf8");
  const words = scheduleInWords(proposed);
  const edited = isOwn ? withOwnSchedule(text, { pack, alertId }, words) : withSchedule(text, alertId, words);
  if ("reason" in edited) return { alertId, place: file, reason: edited.reason };
  writeFileWhole(path, edited.text);
  return { alertId, place: file };
}
