import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";

/**
 * What becomes of each field of a request: `read` into the goal; about the `manner` of speaking, or of finding a plugin
 * that is not needed here; or `refused` when it is set. A field that a newer SDK adds is missing here, which neither
 * compiles nor passes the tests.
 */
type Treatment = "read" | "manner" | "refused";

export const REGISTRATION_FIELDS: Record<keyof RegisterResourceRequest.AsObject, Treatment> = {
  type: "read",
  name: "read",
  parent: "read",
  custom: "read",
  object: "read",
  protect: "read",
  dependenciesList: "read",
  provider: "refused",
  propertydependenciesMap: "read",
  deletebeforereplace: "read",
  version: "read",
  ignorechangesList: "read",
  acceptsecrets: "manner",
  additionalsecretoutputsList: "read",
  aliasurnsList: "read",
  importid: "read",
  customtimeouts: "read",
  deletebeforereplacedefined: "read",
  supportspartialvalues: "manner",
  remote: "refused",
  acceptresources: "manner",
  providersMap: "refused",
  replaceonchangesList: "read",
  plugindownloadurl: "manner",
  pluginchecksumsMap: "manner",
  retainondelete: "read",
  aliasesList: "read",
  deletedwith: "read",
  replaceWithList: "read",
  replacementTrigger: "read",
  aliasspecs: "manner",
  sourceposition: "manner",
  stacktrace: "manner",
  parentstacktracehandle: "manner",
  transformsList: "refused",
  supportsresultreporting: "manner",
  packageref: "manner",
  hooks: "refused",
  hidediffsList: "read",
  envvarmappingsMap: "refused",
};

export const READ_FIELDS: Record<keyof ReadResourceRequest.AsObject, Treatment> = {
  id: "read",
  type: "read",
  name: "read",
  parent: "read",
  properties: "read",
  dependenciesList: "read",
  provider: "refused",
  version: "read",
  acceptsecrets: "manner",
  additionalsecretoutputsList: "read",
  acceptresources: "manner",
  plugindownloadurl: "manner",
  pluginchecksumsMap: "manner",
  sourceposition: "manner",
  stacktrace: "manner",
  parentstacktracehandle: "manner",
  packageref: "manner",
};

/** The program's words for what is refused. */
const OPTIONS: Record<string, string> = {
  providersMap: "providers",
  transformsList: "transforms",
  envvarmappingsMap: "envVarMappings",
};

/** The first refused option that the request sets, as the program names it. */
export function refusedOption(
  request: RegisterResourceRequest | ReadResourceRequest,
  fields: Record<string, Treatment>,
): string | undefined {
  const values = request.toObject();
  const field = Object.keys(fields).find(
    (name) => fields[name] === "refused" && isSet(Reflect.get(values, name)),
  );
  return field && (OPTIONS[field] ?? field);
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
