import assert from "node:assert/strict";
import path from "node:path";
import { makeProjectFolder } from "../project-folder";
import { changeOneRow, insertRows } from "./alert-rows";
import { QUOTA } from "./bench-options";
import type { EngineName, ScenarioResult, StepName, StepResult } from "./bench-result";
import { ENGINES, type StackCommand } from "./engines";
import { Floor } from "./floor";
import { measureCommand } from "./measure-command";
import { readStateSize } from "./state-size";
import { WorkspaceProcess } from "./workspace-process";

export interface ScenarioOptions {
  readonly engine: EngineName;
  /** A folder that does not exist yet. */
  readonly folder: string;
  readonly rows: number;
  readonly latencyMs: number;
  readonly parallel: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** The life of so many rows on a workspace of their own, and what each command of it costs. */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  const { engine, rows, latencyMs, parallel, signal, say } = options;
  const folder = path.join(options.folder, "project");
  await makeProjectFolder(folder);
  const workspace = await WorkspaceProcess.start(folder, signal);
  const steps: StepResult[] = [];
  let floor: Floor | undefined;
  try {
    const stack = await ENGINES[engine](folder, workspace.address);
    if (latencyMs === 0) floor = await Floor.open(options);
    const run = async (step: StepName, command: StackCommand, expected: Record<string, number>) => {
      const least = await floor?.run(command);
      const line = stack.commandLine(command, parallel);
      const { writes, result } = await measureCommand(line, { folder, workspace, signal });
      // A step that did something else than it should would be fast for the wrong reason.
      assert.deepEqual(writes, expected, `${step} did something else`);
      steps.push({ step, ...result, ...(least && { floor: least }) });
      const ofFloor = least ? `, ${(result.seconds / least.seconds).toFixed(2)} × the floor` : "";
      say(`${engine}, ${rows} rows, ${latencyMs} ms: ${step} ${result.seconds.toFixed(1)} s${ofFloor}`);
    };
    await insertRows(workspace, rows);
    await workspace.setLatency(latencyMs);
    await run("first up", "up", { POST: rows });
    const state = readStateSize(await stack.stateText());
    await run("no-change preview", "preview", {});
    await workspace.setLatency(0);
    await changeOneRow(workspace);
    await floor?.changeOne();
    await workspace.setLatency(latencyMs);
    await run("one changed row", "up", { PATCH: 1 });
    await run("destroy", "destroy", { DELETE: rows });
    // The first ones are in the trash.
    if (2 * rows <= QUOTA) await run("up again", "up", { POST: rows });
    return { engine, rows, latencyMs, steps, state };
  } finally {
    await floor?.close();
    await workspace.stop();
  }
}
