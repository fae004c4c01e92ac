import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { ApiError } from "../api-error";
import { Journal } from "../journal";
import { checkShape } from "../shape-check";
import { Warehouse, WAREHOUSE_ID } from "./warehouse";
import { WarehousePower } from "./warehouse-power";
import {
  settable,
  warehouseSettingsShape,
  withWarehouseDefaults,
  type WarehouseChange,
} from "./warehouse-shape";

const storedShape = z.object({
  sequence: z.int(),
  creatorName: z.string(),
  settings: warehouseSettingsShape,
});
type StoredWarehouse = z.infer<typeof storedShape>;

interface Settings {
  readonly userName: string;
  readonly clock: () => Date;
}

/** The workspace's SQL warehouses. After a new start only the first one runs. */
export class WarehouseStore {
  /** How long a stopped warehouse takes to start, in milliseconds. */
  startMs: number;
  readonly #journal: Journal<StoredWarehouse>;
  readonly #warehouses = new Map<string, Warehouse>();
  #nextSequence = 1;

  readonly #options: Settings & { readonly warehouseStartMs: number };

  constructor(dataDir: string, options: Settings & { readonly warehouseStartMs: number }) {
    this.#options = options;

    this.startMs = options.warehouseStartMs;
    this.#journal = new Journal(join(dataDir, "warehouses.jsonl"), storedShape);
    const { records } = this.#journal;
    if (records.size === 0) this.#journal.put(WAREHOUSE_ID, this.#first());
    for (const [id, { sequence, creatorName, settings }] of records) {
      this.#warehouses.set(id, new Warehouse(id, creatorName, settings, this.#power()));
      this.#nextSequence = Math.max(this.#nextSequence, sequence + 1);
    }
    this.#warehouses.get(WAREHOUSE_ID)?.start(0);
  }

  /** Starts it, too. */
  create(change: WarehouseChange, creatorName: string): Warehouse {
    const settings = checkShape(warehouseSettingsShape, withWarehouseDefaults(change));
    this.#checkName(settings.name);
    const id = randomBytes(8).toString("hex");
    this.#journal.put(id, { sequence: this.#nextSequence++, creatorName, settings });
    const warehouse = new Warehouse(id, creatorName, settings, this.#power());
    this.#warehouses.set(id, warehouse);
    warehouse.start();
    return warehouse;
  }

  get(id: string): Warehouse {
    if (!/^[0-9a-f]{16}$/.test(id)) throw ApiError.invalidParameter(`${id} is not a valid endpoint id.`);
    const warehouse = this.#warehouses.get(id);
    if (warehouse === undefined || warehouse.state === "DELETED")
      throw ApiError.notFound(`The warehouse ${id} was not found.`);

    return warehouse;
  }

  /** In the order of creation. */
  list(): { readonly sequence: number; readonly warehouse: Warehouse }[] {
    return [...this.#journal.records].flatMap(([id, { sequence }]) => {
      const warehouse = this.#warehouses.get(id);
      return warehouse === undefined ? [] : [{ sequence, warehouse }];
    });
  }

  /** Fields that are left out stay. */
  edit(id: string, change: WarehouseChange): void {
    const warehouse = this.get(id);
    const settings = checkShape(warehouseSettingsShape, { ...warehouse.settings, ...settable(change) });
    if (settings.name !== warehouse.settings.name) this.#checkName(settings.name);
    const stored = this.#journal.records.get(id);
    if (stored !== undefined) this.#journal.put(id, { ...stored, settings });
    warehouse.settings = settings;
  }

  /** It is there, as DELETING, until what runs on it has ended. */
  remove(id: string): void {
    this.get(id).delete();
    this.#journal.remove(id);
  }

  close(): void {
    this.#journal.close();
  }

  #first(): StoredWarehouse {
    const settings = checkShape(
      warehouseSettingsShape,
      withWarehouseDefaults({
        name: "local",
        cluster_size: "2X-Small",
        warehouse_type: "PRO",
        enable_serverless_compute: true,
        // Whoever only looks around need not start it again.
        auto_stop_mins: 0,
      }),
    );
    return { sequence: 0, creatorName: this.#options.userName, settings };
  }

  #power(): WarehousePower {
    return new WarehousePower({ startMs: () => this.startMs, clock: this.#options.clock });
  }

  #checkName(name: string): void {
    if (this.list().every(({ warehouse }) => warehouse.settings.name !== name)) return;
    throw ApiError.invalidParameter(`SQL warehouse with name \`${name}\` already exists`);
  }
}
