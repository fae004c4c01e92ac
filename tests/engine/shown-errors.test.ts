import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { childEnvironment } from "databricks-local";
import { runStack } from "pulumi-local";
import { errorsOf } from "./local-stack";

const PROJECT = path.join(__dirname, "../testdata/programs/defects");
const FORESEEN = "row COST-012: the alert is gone. Run an up.";
const DEFECT =
  "This is a defect of databricks-alerts and none of your rows or settings: please report it, with these lines and the " +
  "command that you ran, where the issues of its repository are kept.";

/** One program that fails, or whose provider does: by an error that is foreseen, or by a defect. */
describe("an error", () => {
  let stateDir: string;
  beforeEach(async () => {
    stateDir = await mkdtemp(path.join(tmpdir(), "shown-errors-"));
  });
  afterEach(() => rm(stateDir, { recursive: true }));

  async function run(place: Place, failure: "defect" | "foreseen", shell: NodeJS.ProcessEnv = {}) {
    const childEnv = childEnvironment({ ...process.env, ALERTS_DEBUG: "", ...shell }, {}, ["ALERTS_DEBUG"]);
    const config = { place, failure };
    // Where somebody debugs, and of a defect, places are looked up as in a process of one's own.
    const keepProcesses = failure === "foreseen" && shell["ALERTS_DEBUG"] === undefined;
    const options = { projectDir: PROJECT, stateDir, childEnv, config, keepProcesses };
    const result = await runStack({ command: "up", ...options });
    const [error = "", ...others] = errorsOf(result);
    assert.deepEqual(others, []);
    return { error, diagnostics: result.diagnostics };
  }

  type Place = "program" | "provider";
  const CALLERS: Record<Place, RegExp> = {
    program: /^ {4}at async program \(.*programs\/defects\/index\.ts:\d+:\d+\)$/m,
    provider: /^ {4}at async guarded \(.*providers\/resource-provider\.ts:\d+:\d+\)$/m,
  };
  for (const place of ["program", "provider"] as const) {
    it(`of the ${place} that was foreseen is one sentence, and nothing else is said`, async () => {
      const { error, diagnostics } = await run(place, "foreseen");
      assert.equal(error, FORESEEN);
      assert.equal(diagnostics.length, 1);
    });

    it(`of the ${place} that nobody foresaw shows the places it came through, and asks for a report`, async () => {
      const { error, diagnostics } = await run(place, "defect");
      const [first, second, ...rest] = error.split("\n");
      assert.equal(first, "TypeError: Cannot read properties of undefined (reading 'alertId')");
      assert.equal(second, `    at failAs (${path.join(PROJECT, "failures.ts")}:6:35)`);
      assert.match(error, CALLERS[place]);
      assert.deepEqual(rest.slice(-2), ["", DEFECT]);
      assert.equal(diagnostics.length, 1);
    });

    it(`of the ${place} shows all places with ALERTS_DEBUG=1, those of its cause and the SDK's messages, too`, async () => {
      const { error, diagnostics } = await run(place, "foreseen", { ALERTS_DEBUG: "1" });
      const lines = error.split("\n");
      assert.deepEqual(lines.slice(0, 3), [
        FORESEEN,
        `ExpectedError: ${FORESEEN}`,
        `    at failAs (${path.join(PROJECT, "failures.ts")}:7:9)`,
      ]);
      const cause = lines.indexOf("caused by RangeError: gone");
      assert.equal(lines[cause + 1], `    at failAs (${path.join(PROJECT, "failures.ts")}:7:83)`);
      assert.match(error, CALLERS[place]);
      const urn = "urn:pulumi:dev::defects::pulumi:pulumi:Stack::defects-dev";
      assert.ok(
        diagnostics.some(
          ({ severity, message }) =>
            severity === "info" && message === `RegisterResourceOutputs RPC prepared: urn=${urn}`,
        ),
      );
    });
  }
});
