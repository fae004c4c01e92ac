import type { ReadResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { UnsupportedError } from "../engine-error";
import type { Goal } from "../steps/goal";
import { makeUrn } from "../urn";
import { fromStruct } from "../values/property-value";
import { READ_FIELDS, refusedOption } from "./registration-fields";

/** A resource that the program wants to know, and not to manage. */
export function goalOfRead(request: ReadResourceRequest, stack: string, project: string): Goal {
  const option = refusedOption(request, READ_FIELDS);
  if (option !== undefined)
    throw new UnsupportedError(
      `the resource option ${option} of ${request.getName()} (${request.getType()})`,
    );
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
