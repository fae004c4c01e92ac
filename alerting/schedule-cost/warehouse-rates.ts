import type { Settings } from "../../settings/settings";
import type { WarehouseTimes } from "./warehouse-use";

/** How a warehouse is run, which is what its price goes by. */
export const WAREHOUSE_KINDS = ["serverless", "pro", "classic"] as const;
export type WarehouseKind = (typeof WAREHOUSE_KINDS)[number];

/**
 * DBUs that one cluster of a size uses in an hour, whatever the kind. Of 5X-Large no figure was found.
 *
 * @see https://www.databricks.com/product/pricing/databricks-sql
 */
const DBU_PER_HOUR: ReadonlyMap<string, number> = new Map([
  ["2X-Small", 4],
  ["X-Small", 6],
  ["Small", 12],
  ["Medium", 24],
  ["Large", 40],
  ["X-Large", 80],
  ["2X-Large", 144],
  ["3X-Large", 272],
  ["4X-Large", 528],
]);

/** `undefined` for a size of which it is not known. */
export function dbuPerHour(size: string | undefined, clusters = 1): number | undefined {
  const each = size === undefined ? undefined : DBU_PER_HOUR.get(size);
  return each === undefined ? undefined : each * clusters;
}

/**
 * List prices in USD of a DBU, Premium on AWS in us-east-1: what is reckoned with where nobody gives a price and the workspace
 * does not say its own. Those of pro and classic are without the machines, which the cloud bills.
 *
 * @see https://www.databricks.com/product/pricing/databricks-sql
 */
export const DEFAULT_PRICE_PER_DBU: Readonly<Record<WarehouseKind, number>> = {
  serverless: 0.7,
  pro: 0.55,
  classic: 0.22,
};

/**
 * How long a stopped one takes until it answers: "2-6 seconds" of a serverless one, "roughly 4 minutes" of the others.
 *
 * @see https://docs.databricks.com/aws/en/compute/sql-warehouse/warehouse-types
 */
const START_UP_SECONDS: Readonly<Record<WarehouseKind, number>> = {
  serverless: 5,
  pro: 240,
  classic: 240,
};

/** One of a kind that is not told is taken for a pro one; nothing where it is not told when it stops. */
export function timesOfWarehouse(
  kind: WarehouseKind = "pro",
  autoStopMinutes: number | undefined,
): WarehouseTimes | undefined {
  return autoStopMinutes === undefined
    ? undefined
    : { autoStopMinutes, startUpSeconds: START_UP_SECONDS[kind] };
}

/** What the settings are where nobody sets them. */
const AUTO_STOP_MINUTES = 10;

/** The stack's own warehouse; one of somebody else's, of which nobody was asked, is taken to be like it. */
export function timesOfSettings({
  warehouseAutoStopMinutes: autoStopMinutes = AUTO_STOP_MINUTES,
  warehouseServerless = true,
}: WarehouseSettings): WarehouseTimes {
  return { autoStopMinutes, startUpSeconds: START_UP_SECONDS[warehouseServerless ? "serverless" : "pro"] };
}

export type WarehouseSettings = Partial<Pick<Settings, "warehouseAutoStopMinutes" | "warehouseServerless">>;

/** How long a check takes, where nobody has measured it. */
export const DEFAULT_RUN_SECONDS = 5;
