import { z } from "zod";
import { kindOf } from "../scim/principal-store";
import { PERMISSION_LEVELS, type PermissionLevel } from "./permission-levels";

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
  return kindOf(name) === "user"
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
