import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { EngineError, UnsupportedError } from "../engine-error";
import type { CustomTimeouts, ResourceOptions } from "../state/resource-state";
import type { Alias, Goal } from "../steps/goal";
import { makeUrn } from "../urn";
import { fromStruct, parsePath } from "../values/property-value";
import { READ_FIELDS, refusedOption, REGISTRATION_FIELDS } from "./registration-fields";

/** Reads a registration, and refuses by name every resource option that this engine does not carry out. */
export function goalOfRequest(request: RegisterResourceRequest, stack: string, project: string): Goal {
  const option = refusedOption(request, REGISTRATION_FIELDS) ?? optionOfComponent(request);
  if (option !== undefined) {
    throw new UnsupportedError(
      `the resource option ${option} of ${request.getName()} (${request.getType()})`,
    );
  }
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

/** A resource that the program wants to know, and not to manage. */
export function goalOfRead(request: ReadResourceRequest, stack: string, project: string): Goal {
  const option = refusedOption(request, READ_FIELDS);
  if (option !== undefined) {
    throw new UnsupportedError(
      `the resource option ${option} of ${request.getName()} (${request.getType()})`,
    );
  }
  const additionalSecretOutputs = request.getAdditionalsecretoutputsList();
  return {
    urn: makeUrn(stack, project, request.getParent(), request.getType(), request.getName()),
    type: request.getType(),
    name: request.getName(),
    custom: true,
    ...(request.getVersion() && { version: request.getVersion() }),
    parent: request.getParent(),
    inputs: fromStruct(request.getProperties()),
    dependencies: request.getDependenciesList(),
    propertyDependencies: {},
    aliases: [],
    options: additionalSecretOutputs.length > 0 ? { additionalSecretOutputs } : {},
  };
}

const SECONDS: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** `1h30m`, `90s`: a sequence of numbers with units, as in Go's time.ParseDuration. Seconds; undefined where none is set. */
function parseTimeouts(
  message: RegisterResourceRequest.CustomTimeouts | undefined,
): CustomTimeouts | undefined {
  if (!message) return undefined;
  const texts = {
    create: message.getCreate(),
    read: message.getRead(),
    update: message.getUpdate(),
    delete: message.getDelete(),
  };
  const entries = Object.entries(texts).filter(([, text]) => text !== "");
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([operation, text]) => [operation, seconds(text)]));
}

function seconds(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text)
    throw new EngineError(`unable to parse customTimeout Value ${text}`);
  return parts.reduce((sum, [, number, unit = ""]) => sum + Number(number) * (SECONDS[unit] ?? 0), 0);
}
