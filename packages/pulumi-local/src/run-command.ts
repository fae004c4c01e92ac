import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Bail } from "./engine-error";
import { errorText } from "./expected-error";
import { BY_PULUMI_LOCAL } from "./local-environment";
import { packagesOf } from "./packages";
import type { Project } from "./project/project-file";
import type { StackConfig } from "./project/stack-config";
import { EngineServer, engineService } from "./protocol/engine-service";
import type { Reporter } from "./report/reporter";
import type { RunOptions } from "./run-options";
import { runProgram } from "./run-program";
import type { StateStore } from "./state/state-store";
import { Aliases } from "./steps/aliases";
import { isProvidersTask } from "./steps/delete-resource";
import { deletions } from "./steps/deletions";
import { Halt, Halted, Operations } from "./steps/operations";
import { startProviders } from "./steps/package-provider";
import { pendingOperations } from "./steps/pending-operations";
import { Providers } from "./steps/providers";
import { refreshes } from "./steps/refreshes";
import type { RunContext } from "./steps/run-context";
import { refuseUnknownTargets, targetedDeletions } from "./steps/targeted-deletions";
import { Targets } from "./steps/targets";
import type { PropertyMap } from "./values/property-value";

/** How long operations may go on after an interrupt. */
const GRACE_MS = 5_000;

export interface CommandOptions extends Omit<RunOptions, "config"> {
  project: Project;
  config: StackConfig;
  stack: string;
  parallel: number;
  report: Reporter;
  store: StateStore;
}

/** Carries the command out on an open stack; returns the stack's outputs. Whatever goes wrong ends up in the report. */
export async function runCommand(options: CommandOptions): Promise<PropertyMap> {
  const { command, report, signal } = options;
  const halt = new Halt();
  const onAbort = () => halt.now();
  signal?.addEventListener("abort", onAbort);
  if (signal?.aborted) halt.now();
  const engine = await EngineServer.start(engineService(report));
  const context = contextOf(options, halt, engine.address);
  try {
    await pendingOperations(context, options);
    if (command === "refresh") refuseUnknownTargets(context);
    if (command === "refresh" || options.refresh) await refreshes(context, command === "refresh");
    if (command === "preview" || command === "up") return await runProgram(context, options);
    if (command === "destroy") await destroy(context);
  } catch (error) {
    if (!(error instanceof Bail || error instanceof Halted)) report.error(errorText(error));
    await context.operations.idle();
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await context.providers.stop();
    engine.stop();
  }
  return {};
}

async function destroy(context: RunContext): Promise<void> {
  refuseUnknownTargets(context);
  const condemned = targetedDeletions(context, context.store.resources);
  await startProviders(
    context,
    condemned.filter((resource) => isProvidersTask(context, resource)),
  );
  await deletions(context, condemned);
}

function contextOf(options: CommandOptions, halt: Halt, engineAddress: string): RunContext {
  const { command, project, stack, parallel, report, store, continueOnError = false } = options;
  const env = {
    ...options.childEnv,
    ...BY_PULUMI_LOCAL,
    PULUMI_NODEJS_PROJECT: project.name,
    PULUMI_NODEJS_STACK: stack,
    PULUMI_PROJECT: project.name,
  };
  const onLine = report.printed.bind(report);
  const { keepProcesses: keep = false, keepModules = [] } = options;
  const child = { cwd: project.dir, env, onLine, keep, keepModules };
  const runsProgram = command === "preview" || command === "up";
  const providers = new Providers({
    stack,
    project: project.name,
    store,
    // Without the program, it is the configuration of the last `up` that counts.
    packages: packagesOf(runsProgram ? options.config : undefined, engineAddress, child),
  });
  const abandoned = abandonedAfter(options.signal);
  const operations = new Operations({ parallel, continueOnError, report, halt, abandoned });
  return {
    project,
    stack,
    dryRun: command === "preview",
    store,
    providers,
    operations,
    report,
    halt,
    registered: new Set(),
    aliases: new Aliases(stack, project.name, store),
    targets: new Targets(options),
    replaced: new Set(),
    condemned: new Set(),
    leftOut: new Set(),
  };
}

async function abandonedAfter(signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return new Promise(() => undefined);
  if (!signal.aborted) await once(signal, "abort");
  await delay(GRACE_MS, undefined, { ref: false });
}
