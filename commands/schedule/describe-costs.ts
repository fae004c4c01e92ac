import {
  MOST_EVALUATIONS_AT_ONCE,
  type ProposedRow,
  type UseFigures,
} from "../../alerting/schedule-cost/propose-schedules";
import type { WarehouseKind } from "../../alerting/schedule-cost/warehouse-rates";
import { counted, shownText } from "../../messages/words";
import type { AppliedSchedule } from "./apply-schedules";
import type { PricePerDbu } from "./warehouse-price";

export interface PricedUse extends UseFigures {
  /** Left out for a size of which it is not known. */
  readonly dbuPerDay?: number;
  readonly moneyPerDay?: number;
}

/** What the schedules of a stack cost. */
export interface ScheduleCosts {
  readonly warehouse: {
    readonly id: string;
    readonly name: string;
    readonly size: string | undefined;
    readonly kind: WarehouseKind;
    readonly autoStopMinutes: number;
  };
  readonly price: PricePerDbu;
  /** Of UTC's hours. */
  readonly waveMinute: number;
  readonly now: PricedUse;
  readonly proposed: PricedUse;
  /** What it would come to if the rows that do not say how late they may be noticed said one hour. */
  readonly hourly?: PricedUse & { readonly rows: number };
  readonly rows: readonly ProposedRow[];
  /** Sentences. */
  readonly notMeasured: readonly string[];
  /** With --apply: of each schedule that changes. */
  readonly applied?: readonly AppliedSchedule[];
}

/** For people: the warehouse now and then, each row with its reason, and what was not measured. */
export function describeCosts(costs: ScheduleCosts): string {
  const { warehouse, price, now, proposed, rows, notMeasured, hourly } = costs;
  const { name, size = "of unknown size", kind, autoStopMinutes: stop } = warehouse;
  const stops = stop === 0 ? "never stops" : `stops after ${stop} idle minutes`;
  const money = now.moneyPerDay === undefined ? `of ${size} no DBUs are known` : priceText(price);
  return [
    `SQL warehouse "${shownText(name)}", ${shownText(size)}, ${kind}, ${stops}; ${counted(rows.length, "row")} that run`,
    "",
    ...table([
      ["", "hours a day", "money a day", "checks at once"],
      ["now", ...figures(now, price)],
      ["proposed", ...figures(proposed, price)],
    ]),
    "",
    ...(rows.length === 0
      ? ["No row runs: those that are paused or disabled cost nothing."]
      : table([["row", "now", "proposed", "h alone", "why"], ...rows.map(rowCells)])),
    "",
    ...notes(costs),
    ...(hourly && hourly.hoursPerDay < proposed.hoursPerDay - 0.05 ? [hourlyText(hourly, price)] : []),
    `Money: ${money}.`,
    ...notMeasured.map((text) => `Not measured: ${text}.`),
    verdict(costs),
  ].join("\n");
}

function rowCells({ alertId, cron, proposed, hoursNow, reason }: ProposedRow): string[] {
  return [shownText(alertId), cron, proposed === cron ? "–" : proposed, hours(hoursNow), reason];
}

function notes({ now, proposed, warehouse }: ScheduleCosts): string[] {
  const most = Math.max(now.evaluationsAtOnce, proposed.evaluationsAtOnce);
  return [
    ...(warehouse.autoStopMinutes === 0
      ? ["It never stops, so that no schedule saves anything: set its auto-stop to 10 minutes first."]
      : []),
    ...(most > MOST_EVALUATIONS_AT_ONCE
      ? [
          `${most} checks run at once, and a workspace runs ${MOST_EVALUATIONS_AT_ONCE}: the others are skipped.`,
        ]
      : []),
    "h alone: how many hours a day the warehouse is up for this row, and for no other.",
  ];
}

function hourlyText(
  { rows, hoursPerDay, moneyPerDay }: NonNullable<ScheduleCosts["hourly"]>,
  price: PricePerDbu,
) {
  const cost = moneyPerDay === undefined ? "" : `, ${moneyText(moneyPerDay, price)}`;
  return `${counted(rows, "row")} ${rows === 1 ? "does" : "do"} not say notice_within. With 1h it would be ${hours(hoursPerDay)} h a day${cost}: --notice-within 1h shows it.`;
}

function figures({ hoursPerDay, moneyPerDay, evaluationsAtOnce }: PricedUse, price: PricePerDbu): string[] {
  const cost = moneyPerDay === undefined ? "not known" : moneyText(moneyPerDay, price);
  return [hours(hoursPerDay), cost, String(evaluationsAtOnce)];
}

function hours(count: number): string {
  return count.toFixed(1);
}

function moneyText(amount: number, { currency }: PricePerDbu): string {
  return `${amount.toFixed(2)} ${shownText(currency)}`;
}

function priceText({ amount, currency, source }: PricePerDbu): string {
  const cents = amount.toFixed(2);
  const shown = Number(cents) === amount ? cents : String(amount);
  return `${shown} ${shownText(currency)} a DBU, ${shownText(source)}`;
}

function verdict({ rows, applied }: ScheduleCosts): string {
  const changed = rows.filter(({ cron, proposed }) => proposed !== cron).length;
  if (changed === 0) return "Nothing to change: no other schedule would cost less.";
  if (applied === undefined)
    return `${counted(changed, "row")} would change. Nothing was written: --apply does.`;
  const written = applied.filter(({ reason }) => reason === undefined);
  return [
    ...written.map(({ alertId, place }) => `written: ${shownText(alertId)} in ${shownText(place)}`),
    ...applied.flatMap(({ alertId, place, reason }) =>
      reason === undefined ? [] : [`not written: ${shownText(alertId)} in ${shownText(place)}: ${reason}`],
    ),
    `${written.length} of ${counted(changed, "schedule")} written. The next up deploys ${written.length === 1 ? "it" : "them"}.`,
  ].join("\n");
}

/** Columns below each other. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}
