import { z } from "zod";

const CLUSTER_SIZES = [
  "2X-Small",
  "X-Small",
  "Small",
  "Medium",
  "Large",
  "X-Large",
  "2X-Large",
  "3X-Large",
  "4X-Large",
  "5X-Large",
] as const;
const MAX_CLUSTERS = 40;
const MIN_AUTO_STOP_MINUTES = 10;
/** "Number of tags < 45" */
const MAX_TAGS = 44;
const MAX_NAME_CHARACTERS = 99;

const wholeClusters = z
  .int()
  .min(1, "must be at least 1")
  .max(MAX_CLUSTERS, `must be at most ${MAX_CLUSTERS}`);

/** What a caller says about a warehouse; unknown fields are kept. */
const settingsShape = z.looseObject({
  name: z
    .string()
    .min(1, "must not be empty")
    .max(MAX_NAME_CHARACTERS, `must be shorter than ${MAX_NAME_CHARACTERS + 1} characters`),
  cluster_size: z.enum(CLUSTER_SIZES),
  auto_stop_mins: z
    .int()
    .refine((minutes) => minutes === 0 || minutes >= MIN_AUTO_STOP_MINUTES, "must be 0, or at least 10"),
  min_num_clusters: wholeClusters,
  max_num_clusters: wholeClusters,
  spot_instance_policy: z.enum(["COST_OPTIMIZED", "RELIABILITY_OPTIMIZED", "POLICY_UNSPECIFIED"]),
  warehouse_type: z.enum(["PRO", "CLASSIC", "REALTIME", "TYPE_UNSPECIFIED"]),
  enable_photon: z.boolean(),
  enable_serverless_compute: z.boolean(),
  tags: z.looseObject({
    custom_tags: z
      .array(z.looseObject({ key: z.string(), value: z.string() }))
      .max(MAX_TAGS, `must have at most ${MAX_TAGS} elements`)
      .optional(),
  }),
  channel: z.looseObject({ name: z.string().optional() }),
});
type Settings = z.infer<typeof settingsShape>;

/** @see https://docs.databricks.com/api/workspace/warehouses/edit */
export const warehouseChangeShape = settingsShape.partial();
export type WarehouseChange = z.infer<typeof warehouseChangeShape>;

/** As they are kept: complete, and fitting together. */
export const warehouseSettingsShape = settingsShape
  .refine((settings) => settings.min_num_clusters <= settings.max_num_clusters, {
    path: ["max_num_clusters"],
    error: "must not be less than min_num_clusters",
  })
  .refine((settings) => !settings.enable_serverless_compute || settings.warehouse_type !== "CLASSIC", {
    path: ["warehouse_type"],
    error: "must be PRO where enable_serverless_compute is true",
  });
export type WarehouseSettings = Settings;

/** @see https://docs.databricks.com/api/workspace/warehouses/create */
const DEFAULTS = {
  auto_stop_mins: 120,
  min_num_clusters: 1,
  spot_instance_policy: "COST_OPTIMIZED",
  warehouse_type: "CLASSIC",
  enable_photon: true,
  enable_serverless_compute: false,
  tags: {},
  channel: { name: "CHANNEL_NAME_CURRENT" },
} as const;

/** What the service knows better than the caller. */
const OUTPUT_ONLY = new Set([
  "id",
  "creator_name",
  "state",
  "num_clusters",
  "num_active_sessions",
  "jdbc_url",
  "odbc_params",
  "health",
]);

export function withWarehouseDefaults(change: WarehouseChange): object {
  const max_num_clusters = change.max_num_clusters ?? change.min_num_clusters ?? 1;
  return { ...DEFAULTS, max_num_clusters, ...settable(change) };
}

export function settable(change: WarehouseChange): object {
  return Object.fromEntries(Object.entries(change).filter(([name]) => !OUTPUT_ONLY.has(name)));
}
