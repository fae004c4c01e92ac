import assert from "node:assert/strict";
import { mock } from "node:test";
import { followShell, onEndSignal, type EndSignal } from "../../../local/commands/end-signals";

describe("onEndSignal", () => {
  const { ppid } = process;
  let told: EndSignal[];
  let ignore: () => void;
  const parentIs = (value: number) => Object.defineProperty(process, "ppid", { value, configurable: true });
  beforeEach(() => {
    told = [];
    mock.timers.enable({ apis: ["setInterval"] });
  });
  afterEach(() => {
    ignore();
    mock.timers.reset();
    parentIs(ppid);
  });

  it("does not look at its parent unless that is npm's shell: a command in the background outlives its own", () => {
    ignore = onEndSignal((signal) => told.push(signal));
    parentIs(1);
    mock.timers.tick(60_000);
    assert.deepEqual(told, []);
  });

  it("takes the end of npm's shell for the signal that ended it, once", () => {
    parentIs(100);
    followShell();
    ignore = onEndSignal((signal) => told.push(signal));
    mock.timers.tick(60_000);
    assert.deepEqual(told, []);
    parentIs(1);
    mock.timers.tick(60_000);
    assert.deepEqual(told, ["SIGTERM"]);
  });

  it("tells a signal to the whole group once, whose shell it ends, too", () => {
    parentIs(100);
    followShell();
    ignore = onEndSignal((signal) => told.push(signal));
    process.emit("SIGHUP");
    parentIs(1);
    mock.timers.tick(60_000);
    assert.deepEqual(told, ["SIGHUP"]);
  });
});
