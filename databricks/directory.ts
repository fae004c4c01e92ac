import { z } from "zod";
import type { RunAs } from "../alerting/definition";
import { kindOfPrincipal } from "../settings/principals";
import type { RestClient } from "./rest-client";

const PATH = "/api/2.0/preview/scim/v2";

const Me = z.looseObject({
  userName: z.string(),
  groups: z.array(z.looseObject({ display: z.string().optional() })).default([]),
});
const Groups = Me.shape.groups;
const Found = z.looseObject({
  totalResults: z.coerce.number(),
  Resources: z
    .array(
      z.looseObject({
        meta: z.looseObject({ resourceType: z.string().optional() }).optional(),
        groups: Groups,
      }),
    )
    .default([]),
});

/** A group of every account, which no workspace lists. */
const EVERYBODY = "account users";

/** What each kind of principal is found by. */
const NAMES = {
  user: ["Users", "userName"],
  servicePrincipal: ["ServicePrincipals", "applicationId"],
  group: ["Groups", "displayName"],
} as const;

/** Why Unity Catalog may not know a principal: the workspace does not, or it is a group of the workspace alone. */
export type Doubt = "unknown" | "workspace group";

/** Who asks. */
export interface Identity {
  /** A user name, or a service principal's application id. */
  readonly userName: string;
  /** Names of the groups that they are in, those in other groups left out; `account users`, too, which nobody lists. */
  readonly groups: readonly string[];
}

/** @see https://docs.databricks.com/api/workspace/currentuser/me */
export async function ownIdentity(rest: RestClient): Promise<Identity> {
  const { userName, groups } = await rest.get(`${PATH}/Me`, Me);
  return { userName, groups: groupsOf(groups) };
}

function groupsOf(groups: z.output<typeof Groups>): readonly string[] {
  return [EVERYBODY, ...groups.flatMap(({ display }) => display ?? [])];
}

/** Another user or service principal, by name; `undefined` where the workspace knows none. */
export async function identityOf(rest: RestClient, userName: string): Promise<Identity | undefined> {
  const { Resources } = await find(rest, kindOfPrincipal(userName), userName);
  const [found] = Resources;
  return found && { userName, groups: groupsOf(found.groups) };
}

export async function ownName(rest: RestClient): Promise<string> {
  return (await ownIdentity(rest)).userName;
}

/**
 * Whether the workspace knows the user or service principal.
 *
 * @see https://docs.databricks.com/api/workspace/users/list
 */
export async function isKnown(rest: RestClient, principal: RunAs): Promise<boolean> {
  const found =
    "userName" in principal
      ? await find(rest, "user", principal.userName)
      : await find(rest, "servicePrincipal", principal.servicePrincipalName);
  return found.totalResults > 0;
}

/**
 * Whether a grant to the principal may fail. A workspace lists those of the account that were assigned to it: others can
 * be granted to all the same.
 *
 * @see https://docs.databricks.com/admin/users-groups/groups (kinds of groups)
 */
export async function doubtAbout(rest: RestClient, principal: string): Promise<Doubt | undefined> {
  if (principal === EVERYBODY) return undefined;

  const { totalResults, Resources } = await find(rest, kindOfPrincipal(principal), principal);
  return totalResults === 0
    ? "unknown"
    : Resources[0]?.meta?.resourceType === "WorkspaceGroup"
      ? "workspace group"
      : undefined;
}

function find(rest: RestClient, kind: keyof typeof NAMES, name: string) {
  const [resource, attribute] = NAMES[kind];
  const filter = `${attribute} eq ${JSON.stringify(name)}`;
  return rest.get(`${PATH}/${resource}`, Found, { filter, count: 1 });
}
