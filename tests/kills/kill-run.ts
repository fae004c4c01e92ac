import { type RunOptions, runStack } from "pulumi-local";
import { EngineProcess } from "./engine-process";
import type { KillCase } from "./kill-case";
import type { KillableWorkspace } from "./killable-workspace";

/** Whether it came to the kill: the run may have ended before, or there was no provider yet. */
export type KillOutcome = "killed" | "never got there" | "no provider yet";

/** The driver asks for the end of a statement as often as it takes: those calls are not counted. */
export const COUNTED = "^(?!GetOperationStatus$)";

/** Carries a run out until its victim is killed, and waits until nothing of it goes on. */
export function killRun(kill: KillCase, run: RunOptions, workspace: KillableWorkspace): Promise<KillOutcome> {
  return kill.victim === "workspace" ? killWorkspace(kill, run, workspace) : killClient(kill, run, workspace);
}

async function killWorkspace(
  { position, moment }: KillCase,
  run: RunOptions,
  workspace: KillableWorkspace,
): Promise<KillOutcome> {
  await workspace.addFault({ kind: "kill", when: moment, skip: position, operation: COUNTED });
  await runStack(run);
  if (await workspace.revive()) return "killed";
  await workspace.clearFaults();
  return "never got there";
}

async function killClient(
  { victim, position, moment }: KillCase,
  run: RunOptions,
  workspace: KillableWorkspace,
): Promise<KillOutcome> {
  // An engine that stands still gets the answer, and cannot write it down.
  const freezes = victim === "engine" && moment === "after-answer";
  await workspace.addFault({
    kind: "pause",
    when: freezes ? "after-work" : moment,
    skip: position,
    operation: COUNTED,
  });
  const engine = new EngineProcess(run);
  while (!(await workspace.isHolding())) {
    if (!engine.hasEnded) continue;
    await workspace.clearFaults();
    await engine.gone();
    return "never got there";
  }
  if (victim === "provider") {
    const { provider } = engine;
    if (provider !== undefined) process.kill(provider, "SIGKILL");
    await workspace.clearFaults();
    await engine.gone();
    return provider === undefined ? "no provider yet" : "killed";
  }
  if (freezes) {
    engine.signal("SIGSTOP");
    await workspace.clearFaults();
  }
  await engine.kill();
  await workspace.clearFaults();
  return "killed";
}
