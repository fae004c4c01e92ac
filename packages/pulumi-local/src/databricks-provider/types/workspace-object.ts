import path from "node:path/posix";
import type { PropertyMap } from "../../values/property-value";
import { ApiError } from "../api-error";
import type { RestClient } from "../rest-client";

export function statusOf(api: RestClient, objectPath: string): Promise<PropertyMap> {
  return api.call("GET", `/api/2.0/workspace/get-status?path=${encodeURIComponent(objectPath)}`);
}

/** Tries it once more with the folder that it goes into, should it be that which is missing. */
export async function withFolder<T>(api: RestClient, folder: string, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(await isMissing(api, folder))) throw error;
    await api.call("POST", "/api/2.0/workspace/mkdirs", { path: folder });
    return make();
  }
}

export function folderOf(objectPath: string): string {
  return path.dirname(objectPath);
}

/** What the provider says of where an object is. */
export function placeOf(api: RestClient, id: string): PropertyMap {
  return { url: `${api.host}/#workspace${id}`, workspacePath: `/Workspace${id}` };
}

async function isMissing(api: RestClient, objectPath: string): Promise<boolean> {
  try {
    await statusOf(api, objectPath);
    return false;
  } catch (error) {
    return error instanceof ApiError && error.isMissing;
  }
}
