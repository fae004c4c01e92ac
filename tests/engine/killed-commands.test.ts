import assert from "node:assert/strict";
import { Random } from "../generated/random";
import { CommandBench } from "../kills/command-bench";
import { COMMAND_CASES, describeCommand } from "../kills/command-cases";
import { CALL_MOMENTS } from "../kills/kill-command";

const SEED = Number(process.env["KILLS_SEED"] ?? 1);

/** `tests/slow` kills every command at every call. */
const CASES = 4;

describe(`a command that is killed at one of its calls or writes, by chance (seed ${SEED})`, function () {
  this.timeout(240_000);
  const random = new Random(SEED);
  let bench: CommandBench;
  before(async () => {
    bench = await CommandBench.start();
  });
  after(() => bench.stop());

  for (const each of random.shuffled(COMMAND_CASES).slice(0, CASES)) {
    it(`comes to what it comes to without a kill in the next run: ${describeCommand(each)}`, async () => {
      const { points, expected } = await bench.undisturbed(each);
      const write = random.below(points.writes * 2);
      // Before it the command only reads.
      const call = Math.ceil(points.calls * (0.5 + random.next() * 0.4));
      const point = write < points.writes ? { write } : { when: random.one(CALL_MOMENTS), call };
      assert.ok(await bench.survives(each, point, expected));
    });
  }
});
