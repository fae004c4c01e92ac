import { randomBytes } from "node:crypto";
import type { THandleIdentifier } from "@databricks/sql/thrift/TCLIService_types";

const GUID_BYTES = 16;

/** A session or operation handle that this workspace never gave out, or that is closed. */
export class InvalidHandleError extends Error {
  override readonly name = "InvalidHandleError";
  constructor(kind: "SessionHandle" | "OperationHandle", key: string) {
    super(`Invalid ${kind}: ${kind} [${key}]`);
  }
}

export function newHandle(): THandleIdentifier {
  return { guid: randomBytes(GUID_BYTES), secret: randomBytes(GUID_BYTES) };
}

/** The handle as text. What arrives over the wire can lack any part of it. */
export function handleKey(handle: Partial<THandleIdentifier> | null | undefined): string {
  const hex = handle?.guid?.toString("hex") ?? "";
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
