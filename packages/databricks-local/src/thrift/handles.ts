import { randomBytes, randomUUID } from "node:crypto";
import type { THandleIdentifier } from "@databricks/sql/thrift/TCLIService_types";

const SECRET_BYTES = 16;

/** A session or operation handle that this workspace never gave out, or that is closed. */
export class InvalidHandleError extends Error {
  override readonly name = "InvalidHandleError";
  constructor(kind: "SessionHandle" | "OperationHandle", key: string) {
    super(`Invalid ${kind}: ${kind} [${key}]`);
  }
}

/** Drivers print the id as a UUID and refuse to when it is none. */
export function newHandle(): THandleIdentifier {
  return { guid: Buffer.from(randomUUID().replaceAll("-", ""), "hex"), secret: randomBytes(SECRET_BYTES) };
}

/** The handle as text. What arrives over the wire can lack any part of it. */
export function handleKey(handle: Partial<THandleIdentifier> | null | undefined): string {
  const hex = handle?.guid?.toString("hex") ?? "";
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
