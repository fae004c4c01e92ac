import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { statementRequestShape } from "../../src/statements/statement-request";
import { StatementStore } from "../../src/statements/statement-store";
import { WAREHOUSE_ID } from "../../src/warehouses/warehouse";
import { WarehouseStore } from "../../src/warehouses/warehouse-store";
import { NOW } from "../use-workspace";
import { EMPTY_CATALOGUE } from "../thrift/scripted-engine";

const userName = "local.user@example.com";

describe("A statement that outlasts its time to wait", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "statements-"));
  const clock = () => NOW;
  const warehouses = new WarehouseStore(dataDir, { userName, clock, warehouseStartMs: 0 });
  const waits: number[] = [];
  const store = new StatementStore(
    {
      clock,
      sleep: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
      engine: {
        openSession: () =>
          Promise.resolve({
            catalogue: EMPTY_CATALOGUE,
            execute: (_sql, _parameters, signal) =>
              new Promise((_resolve, reject) => {
                signal?.throwIfAborted();
                signal?.addEventListener("abort", () => reject(new Error("cancelled")));
              }),
            close: () => Promise.resolve(),
          }),
        close: () => Promise.resolve(),
      },
    },
    () => undefined,
  );
  const execute = async (wait_timeout: string, on_wait_timeout: string) => {
    const statement = "SELECT 1";
    const request = { statement, warehouse_id: WAREHOUSE_ID, wait_timeout, on_wait_timeout };
    const running = await store.execute(
      statementRequestShape.parse(request),
      userName,
      warehouses.get(WAREHOUSE_ID),
    );
    return running.describe({ origin: "http://127.0.0.1", results: store.results }).status;
  };
  beforeEach(() => waits.splice(0));
  after(async () => {
    await store.close();
    warehouses.close();
    rmSync(dataDir, { recursive: true });
  });

  it("is cancelled with CANCEL", async () => {
    assert.deepEqual(await execute("5s", "CANCEL"), { state: "CANCELED" });
    assert.deepEqual(waits, [5000]);
  });

  it("goes on with CONTINUE", async () => {
    assert.deepEqual(await execute("50s", "CONTINUE"), { state: "RUNNING" });
    assert.deepEqual(waits, [50_000]);
  });

  it("is not waited for with 0s, whatever was to be done after it", async () => {
    assert.deepEqual(await execute("0s", "CANCEL"), { state: "PENDING" });
    assert.deepEqual(waits, []);
  });
});
