import { z } from "zod";
import { ApiError } from "../api-error";
import { principalKind } from "../scim/principal-store";
import type { ObjectType } from "./object-types";

/**
 * What a principal may do with an object; which of them an object knows stands in `object-types.ts`.
 *
 * @see https://docs.databricks.com/api/access-management/v1/list-permission-levels
 */
export const PERMISSION_LEVELS = {
  CAN_VIEW: "Can view",
  CAN_MONITOR: "Can monitor",
  CAN_READ: "Can read",
  CAN_USE: "Can use",
  CAN_RUN: "Can run",
  CAN_EDIT: "Can edit",
  CAN_MANAGE_RUN: "Can manage runs",
  CAN_MANAGE: "Can manage, permissions included",
  IS_OWNER: "Is owner",
} as const;

export type PermissionLevel = keyof typeof PERMISSION_LEVELS;

const PRINCIPALS = ["user_name", "group_name", "service_principal_name"] as const;
const LEVELS = Object.keys(PERMISSION_LEVELS) as [PermissionLevel, ...PermissionLevel[]];

const name = z.string().min(1, "must not be empty").optional();

/** A principal and the level that it is given. */
export const accessControlShape = z
  .object({
    user_name: name,
    group_name: name,
    service_principal_name: name,
    permission_level: z.enum(LEVELS),
  })
  .refine((entry) => PRINCIPALS.filter((kind) => entry[kind] !== undefined).length === 1, {
    error: `exactly one of ${PRINCIPALS.join(", ")} must be set`,
  });
export type AccessControl = z.infer<typeof accessControlShape>;

/** What a request sends; without a list no principal is named. */
export const accessControlListShape = z.object({
  access_control_list: z.array(accessControlShape).default([]),
});

/** Somebody, or a service principal, by name. */
export function entryOf(name: string, permission_level: PermissionLevel): AccessControl {
  return principalKind(name) === "user"
    ? { user_name: name, permission_level }
    : { service_principal_name: name, permission_level };
}

export function isSamePrincipal(one: AccessControl, other: AccessControl): boolean {
  return PRINCIPALS.every((kind) => one[kind] === other[kind]);
}

/** The list with the entry in place of the principal's own, or at its end. */
export function withEntry(list: readonly AccessControl[], entry: AccessControl): AccessControl[] {
  const isOther = (other: AccessControl) => !isSamePrincipal(other, entry);
  if (list.every(isOther)) return [...list, entry];
  return list.map((other) => (isOther(other) ? other : entry));
}

/** Whether the level lets one change the permissions of the object. */
function isManagement(level: string): boolean {
  return level === "CAN_MANAGE" || level === "IS_OWNER";
}

/** Refuses levels that the object does not know, less than management for `admins`, and a group as an owner. */
export function checkChanges(type: ObjectType, changes: readonly AccessControl[]): void {
  const faults = changes.flatMap((change, index) =>
    faultsOf(type, change).map((fault) => `access_control_list[${index}]: ${fault}`),
  );
  const owners = changes.filter(({ permission_level }) => permission_level === "IS_OWNER");
  if (owners.length > 1) faults.push("an object must have exactly one owner");
  if (faults.length > 0) throw ApiError.invalidParameter(faults.join("; "));
}

function faultsOf(type: ObjectType, { group_name, permission_level: level }: AccessControl): string[] {
  if (!type.levels.includes(level)) {
    return [
      `permission_level '${level}' is not one of ${type.levels.join(", ")}, which ${type.objectType} objects have`,
    ];
  }
  if (group_name === "admins" && !isManagement(level))
    return [`Cannot change permissions for group 'admins' to ${level}.`];

  return group_name !== undefined && level === "IS_OWNER" ? ["a group cannot be an owner"] : [];
}

/**
 * The list as it is kept: an object that had an owner has one, and the caller keeps its management ("not possible to
 * lower one's permissions anywhere from CAN_MANAGE").
 */
export function completeGrants(
  list: readonly AccessControl[],
  previous: readonly AccessControl[],
  caller: string,
): readonly AccessControl[] {
  const isOwner = ({ permission_level }: AccessControl) => permission_level === "IS_OWNER";
  const owner = previous.find(isOwner);
  const owned = owner === undefined || list.some(isOwner) ? list : withEntry(list, owner);
  const own = entryOf(caller, "CAN_MANAGE");
  const keepsManagement = owned.some(
    (entry) => isSamePrincipal(entry, own) && isManagement(entry.permission_level),
  );
  return keepsManagement ? owned : withEntry(owned, own);
}
