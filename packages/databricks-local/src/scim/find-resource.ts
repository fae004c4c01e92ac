import { ScimError } from "./scim-error";

export function findResource<Resource extends { readonly id: string }>(
  resources: readonly Resource[],
  kind: "User" | "ServicePrincipal",
  id: string,
): Resource {
  const found = resources.find((resource) => resource.id === id);
  if (found === undefined) throw new ScimError(404, `${kind} with id ${id} not found.`);
  return found;
}
