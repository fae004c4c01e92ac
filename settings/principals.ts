import { z } from "zod";
import { elementsOf, pairOf } from "./setting-forms";

/** @see https://docs.databricks.com/sql/user/security/access-control/alert-acl.html */
const PERMISSIONS = ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"] as const;

/** What somebody may do with every alert, or with a folder. */
export interface Permission {
  readonly principal: string;
  readonly level: (typeof PERMISSIONS)[number];
}

/** Whether every user of the workspace is meant. */
export function isEverybody(principal: string): boolean {
  return ["users", "account users"].includes(principal.toLowerCase());
}

/** Whether a level of permission lets somebody change an alert, a notebook, or what lies in a folder. */
export function isChanging(level: string): boolean {
  return level === "CAN_EDIT" || level === "CAN_MANAGE";
}

const APPLICATION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A user by e-mail address, a service principal by application id, else a group. */
export function kindOfPrincipal(principal: string): "user" | "servicePrincipal" | "group" {
  return principal.includes("@") ? "user" : APPLICATION_ID.test(principal) ? "servicePrincipal" : "group";
}

const NOBODY = "names nobody before or after a comma";

/** `finops, ana@example.com`: each once, in the order given. */
export const principalList = z
  .string()
  .default("")
  .transform(elementsOf)
  .refine((names) => !names.includes(""), NOBODY)
  .transform((names): readonly string[] => [...new Set(names)]);

/** `finops=CAN_RUN, ana@example.com=CAN_MANAGE`. */
export const permissionList = z
  .string()
  .default("")
  .transform(elementsOf)
  .transform((elements, context): readonly Permission[] => {
    const permissions = elements.flatMap((element) => permission(element, context) ?? []);
    for (const { principal } of permissions.filter((one, index) => isRepeated(one, permissions, index)))
      context.addIssue({ code: "custom", message: `gives ${principal} two levels` });

    return permissions;
  });

function permission(element: string, context: z.RefinementCtx): Permission | undefined {
  const [principal, word] = pairOf(element);
  const level = PERMISSIONS.find((known) => known === word.toUpperCase());
  if (principal !== "" && level !== undefined) return { principal, level };

  const message =
    element === ""
      ? NOBODY
      : principal === ""
        ? `grants to nobody: write <principal>=<level>, not ${JSON.stringify(element)}`
        : `the level of ${principal} must be one of ${PERMISSIONS.join(", ")}`;
  context.addIssue({ code: "custom", message });
  return undefined;
}

function isRepeated({ principal }: Permission, permissions: readonly Permission[], index: number): boolean {
  return permissions.findIndex((other) => other.principal === principal) < index;
}

const words = z
  .string()
  .default("")
  .transform((text) => text.split(",").map((element) => element.trim().toLowerCase()))
  .transform((elements): readonly string[] => elements.filter((element) => element !== ""));

/** What rows may choose themselves: whoever writes one has no more authority than these give. */
export const authoritySettingsShape = z.object({
  allowedRunAs: principalList,
  allowedEmailDomains: words.refine(
    (domains) => domains.every((domain) => /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain)),
    "must be domains such as example.com, separated by commas",
  ),
  allowedFunctions: words.refine(
    (names) => names.every((name) => /^\w+$/.test(name)),
    "must be names of functions such as ai_query, separated by commas",
  ),
  allowedWarehouses: words.refine(
    (ids) => ids.every((id) => /^[\w-]+$/.test(id)),
    "must be ids of SQL warehouses, separated by commas",
  ),
});

export type AuthoritySettings = z.output<typeof authoritySettingsShape>;
