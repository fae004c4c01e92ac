import { z } from "zod";
import { ApiError } from "../api-error";
import { type AlertBody, alertShape } from "./alert-shape";

/** Set by the service: a mask that names one is refused. */
const OUTPUT_ONLY = [
  "id",
  "create_time",
  "update_time",
  "owner_user_name",
  "effective_run_as",
  "lifecycle_state",
  "evaluation.state",
  "evaluation.last_evaluated_at",
];

/** "Can only be set on create": clients that send all their fields name it, so only a different value is refused. */
const CREATE_ONLY = "parent_path";

type Fields = Record<string, unknown>;

/** The paths of an `update_mask`, each known and writable; `["*"]` for all of them. */
export function readUpdateMask(text: string | null): readonly string[] {
  if (text === null || text.trim() === "") throw ApiError.invalidParameter("update_mask is required");
  const paths = text.split(",");
  if (paths.length === 1 && paths[0] === "*") return paths;
  for (const path of paths) {
    if (!isKnown(alertShape, path.split(".")))
      throw ApiError.invalidParameter(`update_mask names the unknown field '${path}'`);

    if (OUTPUT_ONLY.some((field) => path === field || path.startsWith(`${field}.`)))
      throw ApiError.invalidParameter(`update_mask names the output-only field '${path}'`);
  }
  return paths;
}

/** The alert with the masked fields taken from the change; a masked field that the change lacks is cleared. */
export function applyUpdateMask(alert: AlertBody, change: Fields, mask: readonly string[]): Fields {
  const parentPath = change[CREATE_ONLY];
  const namesParent = mask.includes("*") || mask.includes(CREATE_ONLY);
  if (namesParent && parentPath !== undefined && !isSameFolder(parentPath, alert.parent_path))
    throw ApiError.invalidParameter("parent_path can only be set on create, it cannot be updated");

  const result: Fields = structuredClone(mask.includes("*") ? change : alert);
  for (const path of mask) if (path !== "*") copyPath(change, result, path.split("."));

  // Also when a whole message (`evaluation`) or everything (`*`) is in the mask:
  for (const path of [...OUTPUT_ONLY, CREATE_ONLY]) copyPath(alert, result, path.split("."));
  return result;
}

/** Folders are answered with the `/Workspace` prefix and no closing slash, and taken without and with. */
export function normalizeFolder(path: string): string {
  const folder = path.replace(/\/+$/, "");
  return /^\/Workspace(\/|$)/.test(folder) ? folder : `/Workspace${folder}`;
}

function isSameFolder(path: unknown, folder: string | undefined): boolean {
  return typeof path === "string" && normalizeFolder(path) === folder;
}

function isKnown(schema: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  if (!(inner instanceof z.ZodObject)) return false;
  const fields: Fields = inner.shape;
  return Object.hasOwn(fields, name) && isKnown(fields[name], rest);
}

function copyPath(from: Fields, to: Fields, [name = "", ...rest]: readonly string[]): void {
  const value = from[name];
  if (rest.length === 0) {
    if (value === undefined) delete to[name];
    else to[name] = structuredClone(value);
    return;
  }
  const target = to[name];
  const source = isFields(value) ? value : {};
  if (isFields(target)) copyPath(source, target, rest);
  else if (isFields(value)) copyPath(source, (to[name] = newFields()), rest);
}

function newFields(): Fields {
  return {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
