import assert from "node:assert/strict";
import { CommandBench } from "../kills/command-bench";
import { COMMAND_CASES, describeCommand } from "../kills/command-cases";
import { CALL_MOMENTS, type KillPoint } from "../kills/kill-command";

describe("a command that is killed at any of its calls, and at any step in which it writes files", function () {
  this.timeout(1_800_000);
  let bench: CommandBench;
  before(async () => {
    bench = await CommandBench.start();
  });
  after(() => bench.stop());

  for (const each of COMMAND_CASES) {
    it(`comes to what it comes to without a kill in the next run: ${describeCommand(each)}`, async () => {
      const { points, expected } = await bench.undisturbed(each);
      // Side by side, and while it waits, it may send more calls than it did before.
      const killedAtAll = async (pointAt: (position: number) => KillPoint) => {
        let position = 0;
        while (await bench.survives(each, pointAt(position), expected)) position++;
        return position;
      };
      for (const when of CALL_MOMENTS) {
        const killed = await killedAtAll((call) => ({ when, call }));
        assert.ok(killed > 4 && killed >= points.calls - 2, `${killed} of ${points.calls} calls`);
      }
      assert.equal(await killedAtAll((write) => ({ write })), points.writes);
    });
  }
});
