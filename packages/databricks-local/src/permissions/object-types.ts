import { ApiError } from "../api-error";
import { parentOf } from "../files/workspace-path";
import type { Call } from "../operation";
import type { Workspace } from "../workspace";
import type { PermissionLevel } from "./access-control";
import type { PermissionTarget } from "./permission-store";

/** A kind of object that has permissions. */
export interface ObjectType {
  /** `request_object_type` in the path of a request. */
  readonly name: string;
  /** `object_type` of the answers. */
  readonly objectType: string;
  /** The start of `object_id`, where it is not `/<name>`. */
  readonly idPrefix?: string;
  /** What can be given, the least first. */
  readonly levels: readonly PermissionLevel[];
  /** Whether what was given is answered after the object is gone, too. */
  readonly outlivesObject?: boolean;
  /** Refuses an object that does not exist. */
  readonly placeOf: (workspace: Workspace, id: string) => ObjectPlace;
}

/** What an object's permissions come from, besides those that were given on it. */
export interface ObjectPlace {
  readonly creator: string;
  /** The folder that it lies in. */
  readonly folder?: string | undefined;
  /** `/Shared`: "all users have the Can Manage permission". */
  readonly isShared?: boolean;
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
    placeOf: ({ alerts, userName }, id) => {
      const { owner_user_name: creator = userName, parent_path: folder } = alerts.get(id);
      return { creator, folder };
    },
  },
  {
    name: "warehouses",
    objectType: "warehouses",
    idPrefix: "/sql/warehouses",
    levels: ["CAN_VIEW", "CAN_MONITOR", "CAN_USE", "CAN_MANAGE", "IS_OWNER"],
    placeOf: ({ warehouses }, id) => ({ creator: warehouses.get(id).creatorName }),
  },
  {
    name: "dashboards",
    objectType: "dashboard",
    levels: ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"],
    placeOf: ({ dashboards }, id) => ({
      creator: dashboards.creatorOf(id),
      folder: dashboards.get(id).parent_path,
    }),
  },
  {
    name: "jobs",
    objectType: "job",
    levels: ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"],
    // "retain ACL data after delete": https://github.com/databricks/cli/blob/main/libs/testserver/permissions.go
    outlivesObject: true,
    placeOf: ({ jobs }, id) => ({ creator: jobs.get(Number(id)).creator_user_name }),
  },
  ...["notebooks", "directories", "files"].map(workspaceObjects),
];

function workspaceObjects(name: string): ObjectType {
  return {
    name,
    objectType: name.replace(/ies$/, "y").replace(/s$/, ""),
    levels: ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"],
    placeOf: ({ files, userName }, id) => {
      const found = files.findById(Number(id));
      if (found === undefined) throw ApiError.notFound(`There is no object with the id ${id}.`);
      const { path, stored } = found;
      const folder = path === "/" ? undefined : parentOf(path);
      return { creator: stored.creator ?? userName, folder, isShared: path === "/Shared" };
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

/** Where permissions are asked for: warehouses under two paths, as clients of all ages do. */
export const PERMISSION_PATHS = ["/api/2.0/permissions/:type/:id", "/api/2.0/permissions/sql/:type/:id"];

/** The object that the path names; refuses one that does not exist. */
export function findTarget({ param, workspace }: Pick<Call, "param" | "workspace">): PermissionTarget {
  const type = findObjectType(param("type"));
  const id = param("id");
  return { type, id, ...type.placeOf(workspace, id) };
}
