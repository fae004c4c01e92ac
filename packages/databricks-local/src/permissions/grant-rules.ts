import { ApiError } from "../api-error";
import { entryOf, isSamePrincipal, withEntry, type AccessControl } from "./access-control";
import type { ObjectType } from "./object-types";
import { isManagement } from "./permission-levels";

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
  if (group_name === "admins" && !isManagement(level)) {
    return [`Cannot change permissions for group 'admins' to ${level}.`];
  }
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
