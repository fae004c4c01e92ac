import { posix } from "node:path";
import { ApiError } from "../api-error";

const PREFIX = /^\/Workspace(?=\/|$)/;
const MAX_NAME_BYTES = 255;

/** A place in the workspace's tree of files: `/Workspace/Shared/x` and `/Shared/x` are one. */
export interface WorkspacePath {
  /** Without the prefix, without `.`, `..` and double slashes: `/Shared/x`; `/` for the root. */
  readonly key: string;
  /** `/Workspace`, if the client wrote it; answers repeat it. */
  readonly prefix: string;
}

/** Refuses what is not absolute. A `..` leads no further up than to the workspace's root. */
export function readWorkspacePath(text: string | null | undefined): WorkspacePath {
  if (text === null || text === undefined || text === "") throw ApiError.invalidParameter("path is required");
  if (!text.startsWith("/")) throw ApiError.invalidParameter(`Path (${text}) must be absolute`);
  if (text.includes("\0")) throw ApiError.invalidParameter("Path must not hold a NUL character");
  const path = posix.normalize(text).replace(/(?<=.)\/$/, "");
  const key = path.replace(PREFIX, "") || "/";
  const tooLong = key.split("/").find((name) => Buffer.byteLength(name) > MAX_NAME_BYTES);
  if (tooLong !== undefined)
    throw ApiError.invalidParameter(`Path (${path}) has a name of more than ${MAX_NAME_BYTES} bytes`);

  return { key, prefix: PREFIX.test(path) ? "/Workspace" : "" };
}

export function parentOf(key: string): string {
  return posix.dirname(key);
}

/** Every folder above, the root first. */
export function ancestorsOf(key: string): string[] {
  if (key === "/") return [];
  return [...ancestorsOf(parentOf(key)), parentOf(key)];
}
