import { z } from "zod";
import { ExpectedError } from "../messages/expected-error";
import type { RestClient } from "./rest-client";

const PATH = "/api/2.0/sql/warehouses";

const Tag = z.object({ key: z.string(), value: z.string() });
const WarehouseAnswer = z.object({
  id: z.string().min(1),
  name: z.string(),
  state: z.string().default("UNKNOWN"),
  warehouse_type: z.string().optional(),
  enable_serverless_compute: z.boolean().optional(),
  cluster_size: z.string().optional(),
  auto_stop_mins: z.number().optional(),
  min_num_clusters: z.number().optional(),
  tags: z.object({ custom_tags: z.array(Tag).default([]) }).prefault({}),
});
const WarehousesAnswer = z.object({ warehouses: z.array(WarehouseAnswer).default([]) });

/** @see https://docs.databricks.com/api/workspace/warehouses */
export interface Warehouse {
  readonly id: string;
  readonly name: string;
  /** `RUNNING`, `STOPPED`, `STARTING`, … */
  readonly state: string;
  /** `PRO`, `CLASSIC`; a serverless one is `PRO`. */
  readonly warehouse_type?: string | undefined;
  readonly enable_serverless_compute?: boolean | undefined;
  /** `2X-Small`, `Small`, … */
  readonly cluster_size?: string | undefined;
  /** 0: it never stops. */
  readonly auto_stop_mins?: number | undefined;
  readonly min_num_clusters?: number | undefined;
  readonly tags: { readonly custom_tags: readonly { readonly key: string; readonly value: string }[] };
}

/** There is no warehouse of that id or name. */
export class NoSuchWarehouseError extends ExpectedError {
  override readonly name = "NoSuchWarehouseError";
}

/** Several warehouses have that name. */
export class AmbiguousWarehouseError extends ExpectedError {
  override readonly name = "AmbiguousWarehouseError";
}

/** One of them, for statements that read nothing of the workspace; none where there is none. */
export async function anyWarehouse(rest: RestClient): Promise<Warehouse | undefined> {
  const { warehouses } = await rest.get(PATH, WarehousesAnswer);
  return warehouses[0];
}

/** The warehouse of that id, else of that name. Names are not unique in Databricks; ids are. */
export async function findWarehouse(
  rest: RestClient,
  wanted: { readonly id?: string | undefined; readonly name?: string | undefined },
): Promise<Warehouse> {
  const { warehouses } = await rest.get(PATH, WarehousesAnswer);
  const { id, name } = wanted;
  if (id === undefined && name === undefined) {
    throw new NoSuchWarehouseError(
      `No SQL warehouse is chosen: set warehouseId or warehouseName. ${known(warehouses)}`,
    );
  }
  const found = warehouses.filter((warehouse) =>
    id === undefined ? warehouse.name === name : warehouse.id === id,
  );
  const [first, second] = found;
  if (first === undefined) {
    const [what, setting] =
      id === undefined ? [`named "${name}"`, "warehouseName"] : [`with the id ${id}`, "warehouseId"];
    throw new NoSuchWarehouseError(
      `There is no SQL warehouse ${what}, or you may not see it: check ${setting}, or grant CAN USE on it to whoever asks. ${known(warehouses)}`,
    );
  }
  if (second !== undefined) {
    const ids = found.map((warehouse) => warehouse.id).join(", ");
    throw new AmbiguousWarehouseError(
      `${found.length} SQL warehouses are named "${name}" (${ids}): set warehouseId to one.`,
    );
  }
  return first;
}

/** The warehouse of that name, if there is one that is not on its way out. */
export async function warehouseNamed(rest: RestClient, name: string): Promise<Warehouse | undefined> {
  const { warehouses } = await rest.get(PATH, WarehousesAnswer);
  const [found, second] = warehouses.filter(
    (warehouse) => warehouse.name === name && !["DELETING", "DELETED"].includes(warehouse.state),
  );
  if (found !== undefined && second !== undefined) {
    throw new AmbiguousWarehouseError(
      `Several SQL warehouses are named "${name}" (${found.id}, ${second.id}, …): set warehouseId to one, ` +
        "and createWarehouse to false.",
    );
  }
  return found;
}

export async function readWarehouse(rest: RestClient, id: string): Promise<Warehouse> {
  return rest.get(`${PATH}/${encodeURIComponent(id)}`, WarehouseAnswer);
}

/** What a warehouse is, where the workspace says it. @see https://docs.databricks.com/api/workspace/warehouses/get (`warehouse_type`) */
export function kindOf({ warehouse_type: type, enable_serverless_compute: isServerless }: Warehouse) {
  if (isServerless === true) return "serverless";
  return type === "PRO" || type === "CLASSIC" ? (type.toLowerCase() as "pro" | "classic") : undefined;
}

export function startPath(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}/start`;
}

function known(warehouses: readonly Warehouse[]): string {
  return warehouses.length === 0
    ? "The workspace has none that you may see."
    : `The workspace has ${warehouses.map(({ name, id }) => `"${name}" (${id})`).join(", ")}.`;
}
