import * as pulumi from "@pulumi/pulumi";
import { ExpectedError } from "../messages/expected-error";

/*
 * Order without edges. The engine keeps with each resource what it depends on. Where a run goes on after a failure
 * (`--continue-on-error`), it skips what depends on the failed resource, and keeps the skipped one as it was: with its
 * edges, though what they lead to may be deleted in the same run. Such a state is broken: the CLI writes it and refuses
 * every command after that.
 *
 * So in the state a resource depends on nothing but what stays for as long as it does: its component, the guard, the
 * tables, the seeds. For everything else the program itself waits, and hands on plain values.
 *
 * @see https://github.com/pulumi/pulumi/blob/v3.260.0/pkg/resource/deploy/deployment_executor.go (`erroredDeps`: what
 *   failed steps depend on is not deleted; of skipped ones nothing is said)
 */

/** What the SDK's types leave out (`@internal`): there is no other way to tell whether an output is known. */
interface Internals<Value> {
  readonly isKnown: Promise<boolean>;
  promise(withUnknowns?: boolean): Promise<Value>;
}

/** The same value, known or not, without the resources that it comes from. */
export function withoutEdges<Value>(output: pulumi.Output<Value>): pulumi.Output<Value> {
  const { isKnown } = internals(output);
  const value = isKnown.then((known) => (known ? internals(output).promise() : pulumi.unknown));
  return pulumi.output(value) as pulumi.Output<Value>; // unwrapped already: an output's value holds no other output
}

/** What an output is; `undefined` where its resource is yet to be made, or was not made. */
export async function knownValue<Value>(output: pulumi.Output<Value>): Promise<Value | undefined> {
  const { isKnown } = internals(output);
  return (await isKnown) ? internals(output).promise() : undefined;
}

/**
 * Waits until it is known what became of all of them, and gives those that are not there: whoever needs one of them
 * depends on it, and so is skipped. That edge gets into no state. None at a preview, where nothing is made.
 */
export async function unmade(resources: readonly pulumi.CustomResource[]): Promise<pulumi.Resource[]> {
  await settled(resources);
  if (pulumi.runtime.isDryRun()) return [];

  const known = await Promise.all(resources.map(({ id }) => internals(id).isKnown));
  return resources.filter((_resource, index) => known[index] !== true);
}

/**
 * Name → id of those that are there, once it is known what became of all of them. At a preview that makes one it is not known.
 * Likewise without the resources that they come from: whoever has the ids is not held up by one that failed.
 */
export function idsOfMade(
  resources: ReadonlyMap<string, pulumi.CustomResource>,
): pulumi.Output<Record<string, string>> {
  const ids = settled([...resources.values()]).then(async () => {
    const pairs = await Promise.all(
      [...resources].map(async ([name, { id }]) => [name, await knownValue(id)] as const),
    );
    const made = pairs.flatMap(([name, id]) => (id === undefined ? [] : [[name, id] as const]));
    return made.length < pairs.length && pulumi.runtime.isDryRun()
      ? pulumi.unknown
      : Object.fromEntries(made);
  });
  return pulumi.output(ids) as pulumi.Output<Record<string, string>>; // unwrapped already, as above
}

/** Waits until it is known what became of all of them: made, kept, failed or skipped. */
export async function settled(resources: readonly pulumi.Resource[]): Promise<void> {
  await Promise.all(resources.map(({ urn }) => internals(urn).promise()));
}

/** Ends the run where one of them could not be made or changed: what everything else stands on. */
export async function refuseFailed(resources: readonly pulumi.CustomResource[], what: string): Promise<void> {
  await settled(resources);
  if (pulumi.runtime.isDryRun()) return;

  const failed = await Promise.all(resources.map(hasFailed));
  if (failed.includes(true))
    throw new ExpectedError(`${what} was not made or changed: nothing else can be done without it.`);
}

/** After a failure the engine gives back inputs alone: what the provider would have added is not known. */
async function hasFailed(resource: pulumi.CustomResource): Promise<boolean> {
  const outputs = Object.values(resource).filter((value) => pulumi.Output.isInstance(value));
  const known = await Promise.all(outputs.map((output) => internals(output).isKnown));
  return known.includes(false);
}

function internals<Value>(output: pulumi.Output<Value>): Internals<Value> {
  return output as unknown as Internals<Value>; // see Internals
}
