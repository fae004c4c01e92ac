import { ApiError } from "../api-error";
import type { Workspace } from "../workspace";
import type { PermissionLevel } from "./permission-levels";

/** A kind of object that has permissions. */
export interface ObjectType {
  /** `request_object_type` in the path of a request. */
  readonly name: string;
  /** `object_type` of the answers. */
  readonly objectType: string;
  /** The start of `object_id`, where it is not `/<name>`. */
  readonly idPrefix?: string;
  /** What can be given. */
  readonly levels: readonly PermissionLevel[];
  /** Whether what was given is answered after the object is gone, too. */
  readonly outlivesObject?: boolean;
  /** Who made the object; refuses an object that does not exist. */
  readonly creatorOf: (workspace: Workspace, id: string) => string;
}

/**
 * Everything that `/api/2.0/permissions/{name}/{id}` answers for; another object is another line. The levels are those
 * that the Terraform provider knows (`permissions/permission_definitions.go`).
 */
const OBJECT_TYPES: readonly ObjectType[] = [
  {
    name: "alertsv2",
    objectType: "alertv2",
    levels: ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"],
    creatorOf: ({ alerts, userName }, id) => alerts.get(id).owner_user_name ?? userName,
  },
  {
    name: "warehouses",
    objectType: "warehouses",
    idPrefix: "/sql/warehouses",
    levels: ["CAN_VIEW", "CAN_MONITOR", "CAN_USE", "CAN_MANAGE", "IS_OWNER"],
    creatorOf: ({ warehouses }, id) => warehouses.get(id).creatorName,
  },
  {
    name: "dashboards",
    objectType: "dashboard",
    levels: ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"],
    creatorOf: ({ dashboards }, id) => dashboards.creatorOf(id),
  },
  {
    name: "jobs",
    objectType: "job",
    levels: ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"],
    // "retain ACL data after delete": https://github.com/databricks/cli/blob/main/libs/testserver/permissions.go
    outlivesObject: true,
    creatorOf: ({ jobs }, id) => jobs.get(Number(id)).creator_user_name,
  },
  ...["notebooks", "directories", "files"].map(workspaceObjects),
];

function workspaceObjects(name: string): ObjectType {
  return {
    name,
    objectType: name.replace(/ies$/, "y").replace(/s$/, ""),
    levels: ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"],
    creatorOf: ({ files, userName }, id) => {
      if (files.findById(Number(id)) !== undefined) return userName;
      throw ApiError.notFound(`There is no object with the id ${id}.`);
    },
  };
}

export function findObjectType(name: string): ObjectType {
  const found = OBJECT_TYPES.find((type) => type.name === name);
  if (found !== undefined) return found;
  throw ApiError.invalidParameter(
    `'${name}' is not one of the object types ${OBJECT_TYPES.map((type) => type.name).join(", ")}`,
  );
}
