import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Random } from "../generated/random";
import { allCases, describeCase, type LifePlan, PHASES, VICTIMS } from "../kills/kill-case";
import { KillableWorkspace } from "../kills/killable-workspace";
import { Life } from "../kills/life";
import { LIFE_ROWS, type LifeRowsName } from "../kills/life-rows";

const SEED = Number(process.env["KILLS_SEED"] ?? 1);
/** At least so many calls; `npm run kills` counts them, and kills at every one. */
const CALLS = {
  plain: { up: 30, change: 24, destroy: 8 },
  compiled: { up: 40, change: 34, destroy: 8 },
} as const;
/** Before it the program only reads. */
const FIRST_OF_PROVIDER = { up: 7, change: 7, destroy: 0 };
const LIVES = 2;

/** In each life each victim once. */
function samplePlans(name: LifeRowsName): LifePlan[] {
  const cases = new Random(SEED)
    .shuffled(allCases(CALLS[name]))
    .filter(({ phase, position }) => position >= FIRST_OF_PROVIDER[phase]);
  return Array.from({ length: LIVES }, (_, life) => {
    const chosen = PHASES.map((phase, index) => {
      const victim = VICTIMS[(life + index) % VICTIMS.length];
      return cases.filter((each) => each.phase === phase && each.victim === victim)[life];
    });
    return Object.fromEntries(chosen.flatMap((each) => (each ? [[each.phase, each]] : [])));
  });
}

describe(`a few rows, with a SIGKILL in each of their runs (seed ${SEED})`, function () {
  this.timeout(300_000);
  let folder: string;
  let workspace: KillableWorkspace;
  /** A second try of a life does not meet what the first one left. */
  let lives = 0;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "kills-"));
    workspace = await KillableWorkspace.start(folder);
  });

  after(async () => {
    await workspace.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const PROMISES = {
    plain: "have one alert each afterwards",
    compiled: "have one alert each afterwards where they are compiled, which can be evaluated",
  } as const;
  for (const name of ["plain", "compiled"] as const) {
    for (const plan of samplePlans(name)) {
      it(`${PROMISES[name]}: ${Object.values(plan).map(describeCase).join(", ")}`, async () => {
        const results = await new Life(workspace, `life_${lives++}`, folder, LIFE_ROWS[name]).live(plan);
        assert.deepEqual(
          results.map(({ kill, outcome, fault }) => `${describeCase(kill)}: ${fault ?? outcome}`),
          Object.values(plan).map((kill) => `${describeCase(kill)}: killed`),
        );
      });
    }
  }
});
