import type { WarehousePower } from "./warehouse-power";
import type { WarehouseSettings } from "./warehouse-shape";

/** The warehouse that a workspace begins with. */
export const WAREHOUSE_ID = "10ca1f0000000001";

/** One SQL warehouse: what was said about it, and whether it runs. */
export class Warehouse {
  readonly #power: WarehousePower;

  constructor(
    readonly id: string,
    readonly creatorName: string,
    public settings: WarehouseSettings,
    power: WarehousePower,
  ) {
    this.#power = power;
  }

  get state() {
    return this.#power.state(this.settings.auto_stop_mins);
  }

  /** In `startMs` milliseconds, if that is given. */
  start(startMs?: number): void {
    // What was idle for too long is stopped first.
    if (this.state !== "RUNNING") this.#power.start(startMs);
  }

  stop(): void {
    this.#power.stop();
  }

  delete(): void {
    this.#power.delete();
  }

  /** Runs work on it, as `WarehousePower.run` does. */
  run<Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.start();
    return this.#power.run(signal, work);
  }

  /** `host` is where clients reach the workspace. */
  describe(host: string) {
    const { state } = this;
    const { hostname, port } = new URL(host);
    const path = `/sql/1.0/warehouses/${this.id}`;
    return {
      ...this.settings,
      id: this.id,
      creator_name: this.creatorName,
      state,
      num_clusters: state === "RUNNING" ? this.settings.min_num_clusters : 0,
      // Deprecated, and not counted here.
      num_active_sessions: 0,
      ...(state === "RUNNING" && { health: { status: "HEALTHY" } }),
      jdbc_url: `jdbc:spark://${hostname}:${port}/default;transportMode=http;ssl=1;AuthMech=3;httpPath=${path};`,
      odbc_params: { hostname, path, protocol: "https", port: Number(port) },
    };
  }
}
