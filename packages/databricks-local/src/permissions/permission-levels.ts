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

/** Whether the level lets one change the permissions of the object. */
export function isManagement(level: string): boolean {
  return level === "CAN_MANAGE" || level === "IS_OWNER";
}
