import { z } from "zod";
import { ApiError } from "./api-error";
import type { RestClient } from "./rest-client";

/** What lies at a path of the workspace's tree. */
export interface WorkspaceObject {
  /** `DIRECTORY`, `DASHBOARD`, `NOTEBOOK`, `FILE`, … */
  readonly type: string;
  /** As the object's own API calls it: a dashboard's id. Left out where the answer has none. */
  readonly resourceId?: string;
}

const Status = z
  .looseObject({ object_type: z.string(), resource_id: z.string().optional() })
  .transform(({ object_type: type, resource_id: resourceId }): WorkspaceObject => ({
    type,
    ...(resourceId !== undefined && { resourceId }),
  }));

/** `undefined`: there is nothing, or nothing that whoever asks may see. @see https://docs.databricks.com/api/workspace/workspace/getstatus */
export async function objectAt(rest: RestClient, path: string): Promise<WorkspaceObject | undefined> {
  try {
    return await rest.get("/api/2.0/workspace/get-status", Status, { path });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

const Dashboard = z.looseObject({ serialized_dashboard: z.string().default("") });

/** The content of a dashboard, as JSON text. @see https://docs.databricks.com/api/workspace/lakeview/get */
export async function dashboardContent(rest: RestClient, id: string): Promise<string> {
  const path = `/api/2.0/lakeview/dashboards/${encodeURIComponent(id)}`;
  return (await rest.get(path, Dashboard)).serialized_dashboard;
}
