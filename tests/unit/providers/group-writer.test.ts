import assert from "node:assert/strict";
import { GroupWriter } from "../../../providers/group-writer";

describe("the group writer", () => {
  it("writes what gathers during a write together with the next one", async () => {
    const written: string[][] = [];
    let finishFirst = () => {};
    const firstFinished = new Promise<void>((resolve) => (finishFirst = resolve));
    const writer = new GroupWriter<string>(async (items) => {
      written.push([...items]);
      if (written.length === 1) await firstFinished;
    });
    const flushes = ["a", "b", "c"].map(async (item) => {
      writer.add(item);
      const flushed = writer.flush();
      await Promise.resolve();
      return flushed;
    });
    await new Promise((resolve) => setImmediate(resolve));
    writer.add("d");
    const last = writer.flush();
    finishFirst();
    await Promise.all([...flushes, last]);
    assert.deepEqual(written, [["a", "b", "c"], ["d"]]);
  });

  it("does not write when there is nothing to write", async () => {
    const writer = new GroupWriter<string>(() => Promise.reject(new Error("nothing to write")));
    await writer.flush();
  });

  it("keeps the items of a failed write for the next one", async () => {
    const written: string[][] = [];
    let isBroken = true;
    const writer = new GroupWriter<string>((items) => {
      if (isBroken) return Promise.reject(new Error("connection lost"));

      written.push([...items]);
      return Promise.resolve();
    });
    writer.add("a");
    await assert.rejects(writer.flush(), /connection lost/);
    isBroken = false;
    writer.add("b");
    await writer.flush();
    assert.deepEqual(written, [["a", "b"]]);
  });
});
