import { z } from "zod";
import { absentAs } from "./api-error";
import type { RestClient } from "./rest-client";

/** What is looked up by name, without a warehouse. */
export type UnityObject = "catalogs" | "schemas" | "tables" | "functions";

const Answer = z.looseObject({ owner: z.string().optional() });

/** An object of Unity Catalog, as far as it matters here. */
export interface FoundObject {
  /** A user, a service principal's application id, or a group: it has every privilege on the object. */
  readonly owner?: string | undefined;
}

/** `undefined`: there is none. @see https://docs.databricks.com/api/workspace/tables/get */
export async function findInUnityCatalog(
  rest: RestClient,
  kind: UnityObject,
  name: readonly string[],
): Promise<FoundObject | undefined> {
  const path = `/api/2.1/unity-catalog/${kind}/${encodeURIComponent(name.join("."))}`;
  return absentAs(undefined, rest.get(path, Answer));
}

export async function existsInUnityCatalog(
  rest: RestClient,
  kind: UnityObject,
  name: readonly string[],
): Promise<boolean> {
  return (await findInUnityCatalog(rest, kind, name)) !== undefined;
}

/** What lies at a path of the workspace's tree. */
export interface WorkspaceObject {
  readonly id: number;
  /** `DIRECTORY`, `DASHBOARD`, `NOTEBOOK`, `FILE`, … */
  readonly type: string;
  /** As the object's own API calls it: a dashboard's id. Left out where the answer has none. */
  readonly resourceId?: string;
}

const Status = z
  .looseObject({ object_id: z.int(), object_type: z.string(), resource_id: z.string().optional() })
  .transform(({ object_id: id, object_type: type, resource_id: resourceId }): WorkspaceObject => ({
    id,
    type,
    ...(resourceId !== undefined && { resourceId }),
  }));

/** `undefined`: there is nothing, or nothing that whoever asks may see. @see https://docs.databricks.com/api/workspace/workspace/getstatus */
export async function objectAt(rest: RestClient, path: string): Promise<WorkspaceObject | undefined> {
  return absentAs(undefined, rest.get("/api/2.0/workspace/get-status", Status, { path }));
}

const PermissionsOfObject = z.looseObject({
  access_control_list: z
    .array(
      z.looseObject({
        user_name: z.string().optional(),
        group_name: z.string().optional(),
        service_principal_name: z.string().optional(),
        all_permissions: z
          .array(z.looseObject({ permission_level: z.string(), inherited: z.boolean().default(false) }))
          .default([]),
      }),
    )
    .default([]),
});

/** What somebody may do with a folder, or with another object of the workspace. */
export interface FolderAccess {
  readonly principal: string;
  /** `CAN_READ`, `CAN_RUN`, `CAN_EDIT`, `CAN_MANAGE`; others may come. */
  readonly level: string;
  /** A folder above it gives that. */
  readonly isInherited: boolean;
}

/** Only who may manage the folder may ask. @see https://docs.databricks.com/api/workspace/workspace/getpermissions */
export async function accessToFolder(
  rest: RestClient,
  { id }: Pick<WorkspaceObject, "id">,
): Promise<readonly FolderAccess[]> {
  return accessTo(rest, `directories/${id}`);
}

/** Likewise only who may manage it may ask. @see https://docs.databricks.com/api/workspace/warehouses/getpermissions */
export async function accessToWarehouse(rest: RestClient, id: string): Promise<readonly FolderAccess[]> {
  return accessTo(rest, `warehouses/${encodeURIComponent(id)}`);
}

async function accessTo(rest: RestClient, object: string): Promise<readonly FolderAccess[]> {
  const path = `/api/2.0/permissions/${object}`;
  const { access_control_list: entries } = await rest.get(path, PermissionsOfObject);
  return entries.flatMap(({ all_permissions: permissions, ...entry }) =>
    permissions.map(({ permission_level: level, inherited: isInherited }) => ({
      principal: entry.user_name ?? entry.group_name ?? entry.service_principal_name ?? "",
      level,
      isInherited,
    })),
  );
}

const Dashboard = z.looseObject({ serialized_dashboard: z.string().default("") });

/** The content of a dashboard, as JSON text. @see https://docs.databricks.com/api/workspace/lakeview/get */
export async function dashboardContent(rest: RestClient, id: string): Promise<string> {
  const path = `/api/2.0/lakeview/dashboards/${encodeURIComponent(id)}`;
  return (await rest.get(path, Dashboard)).serialized_dashboard;
}
