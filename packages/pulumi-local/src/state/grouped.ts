import type { ResourceState } from "./resource-state";

/** The resources by each of the keys that `keysOf` gives for them, in the given order. */
export function grouped<Key>(
  resources: readonly ResourceState[],
  keysOf: (resource: ResourceState) => readonly Key[],
): ReadonlyMap<Key, ResourceState[]> {
  const groups = new Map<Key, ResourceState[]>();
  for (const resource of resources) {
    for (const key of keysOf(resource)) {
      const group = groups.get(key);
      if (group) group.push(resource);
      else groups.set(key, [resource]);
    }
  }
  return groups;
}
