import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { LinkedAbort } from "../src/linked-abort";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void; // what the flag brings

describe("LinkedAbort", () => {
  it("aborts with the first of others, with its reason", () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const abort = new LinkedAbort(one.signal, other.signal);
    other.abort("other");
    one.abort("one");
    assert.equal(abort.signal.reason, "other");
    assert.equal(new LinkedAbort(one.signal).signal.reason, "one");
  });

  it("follows nobody, and no time, once it is released", async () => {
    const other = new AbortController();
    const abort = new LinkedAbort(other.signal);
    abort.abortAfter(1, "late");
    abort.release();
    other.abort();
    await sleep(5);
    assert.equal(abort.signal.aborted, false);
  });

  it("follows one with many others, without a warning", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    const { signal } = new AbortController();
    const aborts = Array.from({ length: 30 }, () => new LinkedAbort(signal));
    await sleep(1);
    process.off("warning", note);
    for (const abort of aborts) abort.release();
    assert.deepEqual(warnings, []);
  });

  it("fires after garbage was collected, though only the work knows of it and of what it follows", async () => {
    const reasons: unknown[] = [];
    const listen = (signal: AbortSignal) =>
      signal.addEventListener("abort", () => reasons.push((signal.reason as Error).name));
    const timed = () => {
      const abort = new LinkedAbort(new AbortController().signal);
      abort.abortAfter(30, new DOMException("", "TimeoutError"));
      return abort.signal;
    };
    (() => {
      listen(timed());
      listen(new LinkedAbort(AbortSignal.timeout(30)).signal);
    })();
    for (let round = 0; round < 5; round += 1) {
      await sleep(0);
      collectGarbage();
    }
    await sleep(100);
    assert.deepEqual(reasons, ["TimeoutError", "TimeoutError"]);
  });
});
