import assert from "node:assert/strict";
import { AdaptiveConcurrency } from "../../../databricks/adaptive-concurrency";

const run = (concurrency: AdaptiveConcurrency, times: number) =>
  Promise.all(Array.from({ length: times }, () => concurrency.run(() => Promise.resolve())));

describe("AdaptiveConcurrency", () => {
  it("runs no more at once than allowed", async () => {
    const concurrency = new AdaptiveConcurrency({ initial: 3, least: 1, most: 3 });
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        concurrency.run(async () => {
          most = Math.max(most, ++running);
          await new Promise(setImmediate);
          running--;
        }),
      ),
    );
    assert.equal(most, 3);
  });

  it("halves when refused, once for all requests that were under way together", async () => {
    const concurrency = new AdaptiveConcurrency({ initial: 8, least: 1, most: 8 });
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const tasks = Array.from({ length: 8 }, () =>
      concurrency.run(async (throttled) => {
        await gate;
        throttled();
      }),
    );
    open();
    await Promise.all(tasks);
    assert.equal(concurrency.allowed, 4);
  });

  it("halves again when a request is refused again after the first decrease", async () => {
    const concurrency = new AdaptiveConcurrency({ initial: 8, least: 1, most: 8 });
    await concurrency.run((throttled) => {
      throttled();
      throttled();
      return Promise.resolve();
    });
    assert.equal(concurrency.allowed, 2);
  });

  it("does not go below its least", async () => {
    const concurrency = new AdaptiveConcurrency({ initial: 2, least: 2, most: 8 });
    await concurrency.run((throttled) => Promise.resolve(throttled()));
    assert.equal(concurrency.allowed, 2);
  });

  it("grows by one after as many successes as are allowed, up to its most", async () => {
    const concurrency = new AdaptiveConcurrency({ initial: 2, least: 1, most: 4 });
    await run(concurrency, 1);
    assert.equal(concurrency.allowed, 2);
    await run(concurrency, 1);
    assert.equal(concurrency.allowed, 3);
    await run(concurrency, 100);
    assert.equal(concurrency.allowed, 4);
  });
});
