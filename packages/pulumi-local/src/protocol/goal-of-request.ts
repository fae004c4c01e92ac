import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { EngineError, UnsupportedError } from "../engine-error";
import type { ResourceOptions } from "../state/resource-state";
import type { Alias, Goal } from "../steps/goal";
import { makeUrn } from "../urn";
import { parsePath } from "../values/property-path";
import { fromStruct } from "../values/property-value";
import { parseTimeouts } from "./parse-timeouts";
import { refusedOption, REGISTRATION_FIELDS } from "./registration-fields";

/** Reads a registration, and refuses by name every resource option that this engine does not carry out. */
export function goalOfRequest(request: RegisterResourceRequest, stack: string, project: string): Goal {
  const option = refusedOption(request, REGISTRATION_FIELDS) ?? optionOfComponent(request);
  if (option !== undefined)
    throw new UnsupportedError(
      `the resource option ${option} of ${request.getName()} (${request.getType()})`,
    );
  const propertyDependencies: Record<string, string[]> = {};
  request
    .getPropertydependenciesMap()
    .forEach((urns, key) => (propertyDependencies[key] = urns.getUrnsList()));
  return {
    urn: makeUrn(stack, project, request.getParent(), request.getType(), request.getName()),
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    ...(request.getVersion() && { version: request.getVersion() }),
    parent: request.getParent(),
    inputs: fromStruct(request.getObject()),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    aliases: [
      ...request.getAliasurnsList().map((urn) => ({ urn })),
      ...request.getAliasesList().map(aliasOf),
    ],
    options: optionsOf(request),
    ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
  };
}

/** A component has nothing that could be replaced. */
function optionOfComponent(request: RegisterResourceRequest): string | undefined {
  if (request.getCustom()) return undefined;
  if (request.getReplaceWithList().length > 0) return "replaceWith";
  return request.hasReplacementTrigger() ? "replacementTrigger" : undefined;
}

function optionsOf(request: RegisterResourceRequest): ResourceOptions {
  const lists = {
    replaceWith: request.getReplaceWithList(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    hideDiff: request.getHidediffsList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
  };
  const invalid = [...lists.ignoreChanges, ...lists.replaceOnChanges, ...lists.hideDiff].find(
    (text) => parsePath(text) === undefined,
  );
  if (invalid !== undefined)
    throw new EngineError(`${JSON.stringify(invalid)} of ${request.getName()} is no path of a property`);
  const texts = { deletedWith: request.getDeletedwith(), importID: request.getImportid() };
  const trigger = request.getReplacementTrigger()?.toJavaScript();
  const timeouts = parseTimeouts(request.getCustomtimeouts());
  return {
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== "")),
    ...(request.hasProtect() && { protect: request.getProtect() === true }),
    ...(request.hasRetainondelete() && { retainOnDelete: request.getRetainondelete() === true }),
    ...(trigger !== undefined && trigger !== null && { replacementTrigger: trigger }),
    ...(timeouts && { customTimeouts: timeouts }),
  };
}

function aliasOf(alias: AliasMessage): Alias {
  const spec = alias.getSpec();
  if (!spec) return { urn: alias.getUrn() };
  const parts = {
    name: spec.getName(),
    type: spec.getType(),
    stack: spec.getStack(),
    project: spec.getProject(),
    parent: spec.getParenturn(),
  };
  return {
    ...Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== "")),
    ...(spec.getNoparent() && { parent: "" }),
  };
}
