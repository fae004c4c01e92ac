import assert from "node:assert/strict";
import { mock } from "node:test";
import { followShell, onEndSignal, type EndSignal } from "../../src/commands/end-signals";

const SHELL = 100;
const INIT = 1;

describe("onEndSignal", () => {
  let told: EndSignal[];
  let parent: number;
  let ignore: () => void;
  beforeEach(() => {
    told = [];
    parent = SHELL;
    mock.timers.enable({ apis: ["setInterval"] });
  });
  afterEach(() => {
    ignore();
    mock.timers.reset();
  });
  after(() => followShell());

  const listen = () =>
    onEndSignal(
      (signal) => told.push(signal),
      () => parent,
    );

  it("does not look at its parent unless that is npm's shell: a command in the background outlives its own", () => {
    ignore = listen();
    parent = INIT;
    mock.timers.tick(60_000);
    assert.deepEqual(told, []);
  });

  it("takes the end of npm's shell for the signal that ended it, once", () => {
    followShell(SHELL);
    ignore = listen();
    mock.timers.tick(60_000);
    assert.deepEqual(told, []);
    parent = INIT;
    mock.timers.tick(60_000);
    assert.deepEqual(told, ["SIGTERM"]);
  });

  it("tells a signal to the whole group once, whose shell it ends, too", () => {
    followShell(SHELL);
    ignore = listen();
    process.emit("SIGHUP");
    parent = INIT;
    mock.timers.tick(60_000);
    assert.deepEqual(told, ["SIGHUP"]);
  });
});
