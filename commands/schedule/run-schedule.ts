import { proposeSchedules, type UseFigures } from "../../alerting/schedule-cost/propose-schedules";
import { dbuPerHour, timesOfWarehouse } from "../../alerting/schedule-cost/warehouse-rates";
import type { Connection } from "../../databricks/open-connection";
import { kindOf, type Warehouse } from "../../databricks/warehouses";
import { ExpectedError } from "../../messages/expected-error";
import { packChoice } from "../../rows/packs/packed-rows";
import { formatFaults } from "../../alerting/row-faults";
import type { Settings } from "../../settings/settings";
import type { ScheduleOptions } from "../schedule";
import { applySchedules } from "./apply-schedules";
import { costedRows } from "./costed-rows";
import { describeCosts, type PricedUse, type ScheduleCosts } from "./describe-costs";
import { pricePerDbu, type PricePerDbu } from "./warehouse-price";
import { onConnection } from "../on-connection";
import { packedPlanOf } from "../stack-plan";

const HOUR_SECONDS = 3_600;

/** What the stack's schedules cost, and what they would; with --apply they are written. */
export async function schedule(options: ScheduleOptions): Promise<void> {
  await onConnection(options, async (connection, settings) => {
    const costs = await scheduleCosts(connection, settings, options);
    console.log(options.json ? JSON.stringify({ version: 1, ...costs }, undefined, 2) : describeCosts(costs));
    if (costs.applied?.some(({ reason }) => reason !== undefined)) process.exitCode = 1;
  });
}

export async function scheduleCosts(
  connection: Connection,
  settings: Settings,
  { stack, apply, noticeWithin: unsaid, minute, price: given }: ScheduleOptions,
  now = new Date(),
): Promise<ScheduleCosts> {
  const { sql, warehouse } = connection;
  const kind = kindOf(warehouse) ?? "pro";
  const times = timesOfWarehouse(kind, warehouse.auto_stop_mins);
  if (times === undefined) {
    throw new ExpectedError(
      `The workspace does not say when SQL warehouse "${warehouse.name}" (${warehouse.id}) stops: whoever asks needs CAN VIEW on it.`,
    );
  }
  const { plan, packed } = await packedPlanOf(connection, settings, stack);
  // Without one of the rows the others' figures would be wrong.
  if (plan.faults.length > 0) throw new ExpectedError(formatFaults(plan.faults));
  const { rows, notMeasured } = await costedRows(plan, sql, settings);
  const found = proposeSchedules(rows, times, {
    now,
    ...(unsaid !== undefined && { unsaid }),
    ...(minute !== undefined && { waveMinute: minute }),
  });
  const price = await pricePerDbu(connection, given);
  const priced = (use: UseFigures) => pricedUse(use, warehouse, price);
  const sayNothing = rows.filter(({ noticeWithin }) => noticeWithin === undefined);
  const hourly = proposeSchedules(rows, times, {
    now,
    unsaid: Math.max(HOUR_SECONDS, unsaid ?? 0),
    waveMinute: found.waveMinute,
  });
  return {
    warehouse: {
      id: warehouse.id,
      name: warehouse.name,
      size: warehouse.cluster_size,
      kind,
      autoStopMinutes: times.autoStopMinutes,
    },
    price,
    waveMinute: found.waveMinute,
    now: priced(found.now),
    proposed: priced(found.proposed),
    ...(unsaid === undefined &&
      sayNothing.length > 0 && {
        hourly: { rows: sayNothing.length, ...priced(hourly.proposed) },
      }),
    rows: found.rows,
    notMeasured,
    ...(apply && {
      applied: await applySchedules(found.rows, {
        sql,
        settings,
        plan,
        packed,
        choice: packChoice(settings, stack),
      }),
    }),
  };
}

function pricedUse(use: UseFigures, warehouse: Warehouse, { amount }: PricePerDbu): PricedUse {
  const perHour = dbuPerHour(warehouse.cluster_size, warehouse.min_num_clusters);
  if (perHour === undefined) return use;
  const dbuPerDay = use.hoursPerDay * perHour;
  return { ...use, dbuPerDay, moneyPerDay: dbuPerDay * amount };
}
