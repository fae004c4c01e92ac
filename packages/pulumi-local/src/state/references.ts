import { providerUrn, type ResourceState } from "./resource-state";

/** The resource with every URN that it refers to replaced by `map`; undefined leaves the reference out. */
export function mapReferences(
  resource: ResourceState,
  map: (urn: string) => string | undefined,
): ResourceState {
  const { parent, dependencies, replaceWith, deletedWith, provider, propertyDependencies, ...rest } =
    resource;
  const mapped = (urns: readonly string[]) => urns.flatMap((urn) => map(urn) ?? []);
  const one = (urn: string | undefined) => (urn === undefined ? undefined : map(urn));
  const newParent = one(parent);
  const newDeletedWith = one(deletedWith);
  return {
    ...rest,
    ...(newParent !== undefined && { parent: newParent }),
    ...(dependencies && { dependencies: mapped(dependencies) }),
    ...(replaceWith && { replaceWith: mapped(replaceWith) }),
    ...(newDeletedWith !== undefined && { deletedWith: newDeletedWith }),
    ...(provider !== undefined && { provider: mapProvider(provider, map) }),
    ...(propertyDependencies && {
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([key, urns]) => [key, mapped(urns)]),
      ),
    }),
  };
}

/** Without its provider a resource cannot be managed: that reference stays. */
function mapProvider(reference: string, map: (urn: string) => string | undefined): string {
  const urn = providerUrn(reference);
  return `${map(urn) ?? urn}${reference.slice(urn.length)}`;
}
