import { z } from "zod";
import { kindOfPrincipal } from "../settings/principals";
import { allPages } from "./all-pages";
import type { Identity } from "./directory";
import { pathOfGrants, type Securable } from "./grants-api";
import type { RestClient } from "./rest-client";
import type { FoundObject } from "./unity-catalog";

const MOST_PAGES = 50;

const Page = z.looseObject({
  privilege_assignments: z
    .array(
      z.looseObject({
        principal: z.string(),
        privileges: z.array(z.looseObject({ privilege: z.string().optional() })).default([]),
      }),
    )
    .default([]),
  next_page_token: z.string().nullish(),
});
/** Who has what on an object, by grants there or on what it lies in. */
export type Assignments = z.output<typeof Page>["privilege_assignments"];

/** A privilege that somebody seems to lack. */
export interface LackingPrivilege {
  /** `USE_SCHEMA` */
  readonly privilege: string;
  /**
   * Groups that have it. Whether somebody is in a group through another group cannot be asked: with any here, it is
   * not known.
   */
  readonly groups: readonly string[];
}

/** Those of `privilegesLacked`, from what the workspace says of the object; whoever owns it need not be asked about. */
export async function lackingPrivileges(
  rest: RestClient,
  who: Identity,
  securable: Securable,
  found: FoundObject,
  privileges: readonly string[],
): Promise<readonly LackingPrivilege[]> {
  if (isOneOf(found.owner ?? "", who)) return [];
  return privilegesLacked(await readEffective(rest, securable), who, found, privileges);
}

/** Whether a principal is `who`, or a group of theirs. */
function isOneOf(principal: string, { userName, groups }: Identity): boolean {
  // E-mail addresses are the same in upper and lower case, and the service does not say which of them it keeps.
  return principal.toLowerCase() === userName.toLowerCase() || groups.includes(principal);
}

/**
 * Which of the privileges `who` has neither as the owner, nor by a grant to themselves or a group of theirs, on the object
 * or on what it lies in.
 */
export function privilegesLacked(
  assignments: Assignments,
  who: Identity,
  { owner = "" }: FoundObject,
  privileges: readonly string[],
): readonly LackingPrivilege[] {
  if (isOneOf(owner, who)) return [];
  return privileges.flatMap((privilege) => {
    const holders = assignments.filter((one) =>
      one.privileges.some(({ privilege: held }) => held === privilege || isPartOf(privilege, held)),
    );
    const principals = holders.map(({ principal }) => principal);
    if (principals.some((principal) => isOneOf(principal, who))) return [];
    const groups = [owner, ...principals].filter((name) => name !== "" && kindOfPrincipal(name) === "group");
    return { privilege, groups: [...new Set(groups)] };
  });
}

/** @see https://docs.databricks.com/aws/en/data-governance/unity-catalog/manage-privileges/privileges#all-privileges */
function isPartOf(privilege: string, held: string | undefined): boolean {
  return held === "ALL_PRIVILEGES" && privilege !== "MANAGE";
}

/** @see https://docs.databricks.com/api/workspace/grants/geteffective */
export async function readEffective(rest: RestClient, securable: Securable): Promise<Assignments> {
  const path = pathOfGrants(securable, "effective-permissions");
  const assignments: Assignments = [];
  // 0: as many on a page as the service likes. Without it, answers in pages "will be deprecated soon".
  const query = { max_results: 0 };
  for await (const page of allPages({ rest, path, shape: Page, query, mostPages: MOST_PAGES }))
    assignments.push(...page.privilege_assignments);
  return assignments;
}
