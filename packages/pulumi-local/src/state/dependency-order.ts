import { grouped } from "./grouped";
import { dependenciesOf, type ResourceState } from "./resource-state";

/** Every resource after all that it depends on, otherwise in the given order: Pulumi refuses a state that is not so. */
export function inDependencyOrder(resources: readonly ResourceState[]): ResourceState[] {
  const byUrn = grouped(resources, ({ urn }) => [urn]);
  const ordered = new Set<ResourceState>();
  const visiting = new Set<ResourceState>();
  const visit = (resource: ResourceState): void => {
    if (visiting.has(resource)) return;
    visiting.add(resource);
    for (const urn of dependenciesOf(resource)) byUrn.get(urn)?.forEach(visit);
    ordered.add(resource);
  };
  resources.forEach(visit);
  return [...ordered];
}
