import { ExpectedError } from "../../expected-error";
import type { PropertyMap } from "../../values/property-value";
import { ApiError } from "../api-error";
import { scalarText } from "../json";
import type { RestClient } from "../rest-client";

/** A kind of object that has permissions (terraform-provider-databricks: permissions/permission_definitions.go). */
export interface PermissionTarget {
  /** The argument that names the object. */
  argument: string;
  /** The argument holds a path, and the API wants an id. */
  byPath?: true;
  objectType: string;
  /** In the API's paths and in ids. */
  requestType: string;
  /** What can be given; with these levels one can still manage the object. */
  levels: readonly string[];
  managing: readonly string[];
  /** The caller is given CAN_MANAGE, lest nobody can change it any more. */
  addsCaller?: true;
  /** Who becomes the owner again; undefined when the object is gone. */
  creatorOf?: (api: RestClient, id: string) => Promise<string | undefined>;
}

const FILE_LEVELS = { levels: ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"], managing: ["CAN_MANAGE"] };

export const PERMISSION_TARGETS: readonly PermissionTarget[] = [
  {
    argument: "jobId",
    objectType: "job",
    requestType: "jobs",
    levels: ["CAN_VIEW", "CAN_MANAGE_RUN", "IS_OWNER", "CAN_MANAGE"],
    managing: ["IS_OWNER", "CAN_MANAGE"],
    creatorOf: (api, id) => creator(readJob(api, id), "creator_user_name"),
  },
  {
    argument: "sqlEndpointId",
    objectType: "warehouses",
    requestType: "sql/warehouses",
    levels: ["CAN_USE", "CAN_MANAGE", "CAN_MONITOR", "CAN_VIEW", "IS_OWNER"],
    managing: ["CAN_MANAGE", "IS_OWNER"],
    addsCaller: true,
    creatorOf: (api, id) => creator(api.call("GET", `/api/2.0/sql/warehouses/${id}`), "creator_name"),
  },
  { argument: "alertV2Id", objectType: "alertv2", requestType: "alertsv2", ...FILE_LEVELS, addsCaller: true },
  { argument: "dashboardId", objectType: "dashboard", requestType: "dashboards", ...FILE_LEVELS },
  ...[
    ["notebook", "notebook", "notebooks"],
    ["directory", "directory", "directories"],
    ["workspaceFile", "file", "files"],
  ].flatMap(([argument = "", objectType = "", requestType = ""]): PermissionTarget[] => [
    { argument: `${argument}Id`, objectType, requestType, ...FILE_LEVELS },
    { argument: `${argument}Path`, byPath: true, objectType, requestType, ...FILE_LEVELS },
  ]),
];

export function targetOf(planned: PropertyMap): PermissionTarget | undefined {
  return PERMISSION_TARGETS.find(({ argument }) => planned[argument]);
}

/** Ids are as in `/jobs/123`. */
export function targetOfId(id: string): { target: PermissionTarget; objectId: string; path: string } {
  const parts = id.split("/").slice(1);
  const objectId = parts.pop() ?? "";
  const target = PERMISSION_TARGETS.find(({ requestType }) => requestType === parts.join("/"));
  if (!target)
    throw new ExpectedError(`${JSON.stringify(id)} is no id of permissions, which is as in /jobs/123`);
  return { target, objectId, path: `/api/2.0/permissions/${target.requestType}/${objectId}` };
}

async function creator(answer: Promise<PropertyMap>, field: string): Promise<string | undefined> {
  try {
    return scalarText((await answer)[field]);
  } catch (error) {
    if (error instanceof ApiError && error.isMissing) return undefined;
    throw error;
  }
}

/** For a job that is not there, the service says 400 and not 404: an id that is a number can only be wrong that way. */
export async function readJob(api: RestClient, id: string): Promise<PropertyMap> {
  try {
    return await api.call("GET", `/api/2.2/jobs/get?job_id=${id}`);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "INVALID_PARAMETER_VALUE") throw error;
    throw error.asMissing();
  }
}
