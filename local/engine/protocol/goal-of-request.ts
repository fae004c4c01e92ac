import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { UnsupportedError } from "../engine-error";
import type { Goal } from "../steps/goal";
import { makeUrn } from "../urn";
import { fromStruct } from "../values/property-value";

/** Reads a registration, and refuses by name every resource option that this engine does not carry out. */
export function goalOfRequest(request: RegisterResourceRequest, stack: string, project: string): Goal {
  const urn = makeUrn(stack, project, request.getParent(), request.getType(), request.getName());
  for (const [option, isSet] of Object.entries(unsupportedOptions(request))) {
    if (isSet)
      throw new UnsupportedError(
        `the resource option ${option} of ${request.getName()} (${request.getType()})`,
      );
  }
  const propertyDependencies: Record<string, string[]> = {};
  request
    .getPropertydependenciesMap()
    .forEach((urns, key) => (propertyDependencies[key] = urns.getUrnsList()));
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent(),
    inputs: fromStruct(request.getObject()),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
  };
}

function unsupportedOptions(request: RegisterResourceRequest): Record<string, boolean> {
  const timeouts = request.getCustomtimeouts();
  return {
    remote: request.getRemote(),
    protect: request.getProtect() === true,
    provider: request.getProvider() !== "",
    providers: request.getProvidersMap().getLength() > 0,
    import: request.getImportid() !== "",
    ignoreChanges: request.getIgnorechangesList().length > 0,
    replaceOnChanges: request.getReplaceonchangesList().length > 0,
    retainOnDelete: request.getRetainondelete() === true,
    deletedWith: request.getDeletedwith() !== "",
    replaceWith: request.getReplaceWithList().length > 0,
    replacementTrigger: request.hasReplacementTrigger(),
    aliases: request.getAliasesList().length > 0 || request.getAliasurnsList().length > 0,
    transforms: request.getTransformsList().length > 0,
    hooks: request.hasHooks(),
    hideDiffs: request.getHidediffsList().length > 0,
    envVarMappings: request.getEnvvarmappingsMap().getLength() > 0,
    customTimeouts: Object.values(timeouts?.toObject() ?? {}).some((timeout) => timeout !== ""),
  };
}
