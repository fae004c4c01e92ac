import { setTimeout as delay } from "node:timers/promises";
import { Bail } from "./engine-error";
import type { StackConfig } from "./project/stack-config";
import type { ChildExit, RunningChild } from "./protocol/child-process";
import { EngineServer, engineService } from "./protocol/engine-service";
import { monitorService } from "./protocol/monitor-service";
import { FAILURE_REPORTED, startProgram } from "./protocol/program";
import type { ResourceState } from "./state/resource-state";
import { deletions } from "./steps/deletions";
import { Registrations } from "./steps/registrations";
import type { RunContext } from "./steps/run-context";
import { refuseUnknownTargets, targetedDeletions } from "./steps/targeted-deletions";
import type { PropertyMap } from "./values/property-value";

const EXIT_AFTER_MS = 2_000;

export interface RunProgramOptions {
  config: StackConfig;
  childEnv: NodeJS.ProcessEnv;
  parallel: number;
  keepProcesses?: boolean;
  keepModules?: readonly string[];
}

/** Preview and up: run the program, bring each resource to its goal, then delete what it no longer declares. */
export async function runProgram(context: RunContext, options: RunProgramOptions): Promise<PropertyMap> {
  context.providers.warmUp();
  const registrations = new Registrations(context);
  let announceEnd: () => void = () => undefined;
  const programEnd = new Promise<"ended">((resolve) => (announceEnd = () => resolve("ended")));
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const monitor = monitorService({
    stack: context.stack,
    project: context.project.name,
    registrations,
    onProgramEnd: () => {
      announceEnd();
      return released;
    },
  });
  let hasRun = false;
  const server = await EngineServer.start(engineService(context.report), monitor);
  let program: RunningChild | undefined;
  try {
    program = startProgram({
      ...options,
      project: context.project,
      stack: context.stack,
      dryRun: context.dryRun,
      address: server.address,
      cwd: context.project.dir,
      env: options.childEnv,
      keep: options.keepProcesses ?? false,
      keepModules: options.keepModules ?? [],
      onLine: (line, stream) => context.report.printed(line, stream),
    });
    const outcome = await Promise.race([programEnd, program.exited, context.halt.halted]);
    hasRun = outcome === "ended" && !context.halt.isHalted;
    if (typeof outcome === "object") reportExit(context, outcome);
    if (!hasRun) context.halt.now();
    await context.operations.idle();
    if (hasRun) await deleteUndeclared(context, registrations);
    return await registrations.finishStackOutputs(!context.report.hasErrors && !context.halt.isHalted);
  } finally {
    release();
    // A program that has run to its end exits by itself; one of a halted run would wait for answers for ever.
    if (program && hasRun) await exitOf(program);
    await program?.stop();
    server.stop();
  }
}

async function deleteUndeclared(context: RunContext, registrations: Registrations): Promise<void> {
  const { resources } = context.store;
  const used = new Set(resources.map(({ provider }) => provider));
  const isNeeded = (resource: ResourceState) =>
    context.registered.has(resource.urn) ||
    context.providers.isRegistered(resource.urn) ||
    used.has(`${resource.urn}::${resource.id ?? ""}`);
  const condemned = resources.filter((resource) => resource.delete || !isNeeded(resource));
  const failed = resources.filter(({ urn }) => registrations.failed.has(urn));
  try {
    refuseUnknownTargets(context);
    await deletions(context, targetedDeletions(context, condemned), failed);
  } catch (error) {
    if (!(error instanceof Bail)) throw error;
  }
}

function reportExit({ report }: RunContext, { code, signal }: ChildExit): void {
  if (code === FAILURE_REPORTED && report.hasErrors) return;
  if (code === 0)
    report.error("the program ended before it had registered everything: it must not call process.exit");
  else report.error(`the program ended ${signal ? `by ${signal}` : `with exit status ${String(code)}`}`);
}

async function exitOf(program: RunningChild): Promise<void> {
  const patience = new AbortController();
  const timeout = delay(EXIT_AFTER_MS, undefined, { signal: patience.signal }).catch(() => undefined);
  await Promise.race([program.exited, timeout]);
  patience.abort();
}
