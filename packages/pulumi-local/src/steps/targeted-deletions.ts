import { dependenciesOf, grouped, type ResourceState } from "../state/resource-state";
import { bail } from "./check-resource";
import type { RunContext } from "./run-context";

/**
 * Of what is to be deleted, the part that the run's targets admit: what they name and all that depends on it; or all but
 * what they exclude and what that depends on (pulumi: GenerateDeletes in pkg/resource/deploy/step_generator.go).
 */
export function targetedDeletions(
  context: RunContext,
  condemned: readonly ResourceState[],
): readonly ResourceState[] {
  const { targets, store } = context;
  if (!targets.isConstrained) return condemned;
  const all = store.resources;
  if (!targets.hasTargets) {
    const needed = withDependencies(
      all,
      all.filter(({ urn }) => targets.excludes(urn)),
    );
    return condemned.filter(({ urn }) => !needed.has(urn));
  }
  const allowed = withDependents(
    all,
    all.filter(({ urn }) => targets.names(urn)),
  );
  const chosen = condemned.filter(({ urn }) => allowed.has(urn));
  if (!targets.takesDependents) refuseUnnamed(context, chosen);
  return chosen;
}

function refuseUnnamed(context: RunContext, chosen: readonly ResourceState[]): void {
  const messages = chosen
    .filter(({ urn }) => !context.targets.names(urn))
    .map(({ urn }) => ({
      urn,
      message:
        `Resource '${urn}' will be destroyed but was not specified in --target list.\n` +
        "Either include resource in --target list or pass --target-dependents to proceed.",
    }));
  const [last] = messages.splice(-1);
  for (const { urn, message } of messages) context.report.error(message, urn);
  if (!last) return;
  if (context.dryRun) context.report.error(last.message, last.urn);
  else bail(context, last.urn, last.message);
}

function withDependencies(
  all: readonly ResourceState[],
  some: readonly ResourceState[],
): ReadonlySet<string> {
  const byUrn = new Map(all.map((resource) => [resource.urn, resource]));
  return closure(some, (resource) => dependenciesOf(resource).flatMap((urn) => byUrn.get(urn) ?? []));
}

function withDependents(all: readonly ResourceState[], some: readonly ResourceState[]): ReadonlySet<string> {
  const dependents = grouped(all, dependenciesOf);
  return closure(some, ({ urn }) => dependents.get(urn) ?? []);
}

function closure(
  some: readonly ResourceState[],
  next: (resource: ResourceState) => readonly ResourceState[],
): ReadonlySet<string> {
  const urns = new Set<string>();
  const frontier = [...some];
  for (let resource = frontier.pop(); resource; resource = frontier.pop()) {
    if (urns.has(resource.urn)) continue;
    urns.add(resource.urn);
    frontier.push(...next(resource));
  }
  return urns;
}

/** Ends the run for a target that is nowhere: a mistyped name must not look like a run with nothing to do. */
export function refuseUnknownTargets(context: RunContext): void {
  const urns = [...context.store.resources.map(({ urn }) => urn), ...context.registered];
  const messages = context.targets.unknown(urns).map((target) => {
    const hint = /^urn:[^$]*$/.test(target) ? " Did you forget to escape $ in your shell?" : "";
    return `Target '${target}' could not be found in the stack.${hint}`;
  });
  const [last] = messages.splice(-1);
  for (const message of messages) context.report.error(message);
  if (last !== undefined) bail(context, "", last);
}
