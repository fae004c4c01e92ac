import pLimit from "p-limit";
import { isRefused } from "../../databricks/api-error";
import { isKnown } from "../../databricks/directory";
import type { RestClient } from "../../databricks/rest-client";
import { kindOfPrincipal } from "../../settings/principals";

/**
 * The service's word for an owner who was deleted.
 *
 * @see https://docs.databricks.com/api/workspace/alertsv2/listalerts (owner_user_name)
 */
const NOBODY = "Unavailable";

/** So many questions are asked of the workspace beside each other. */
const AT_ONCE = 8;

export interface GoneOwners {
  /** Owners whom the workspace does not know any more. */
  readonly gone: ReadonlySet<string>;
  /** The workspace does not show whoever asks who there is: of those who are not `gone` nobody knows. */
  readonly isUnread: boolean;
}

/** Which of the owners are gone. */
export async function goneOwners(
  rest: RestClient,
  owners: readonly (string | undefined)[],
  say: (progress: string) => void,
): Promise<GoneOwners> {
  const names = [...new Set(owners.flatMap((owner) => owner ?? []))];
  const limit = pLimit(AT_ONCE);
  let isUnread = false;
  let asked = 0;
  const gone = await limit.map(names, async (owner) => {
    if (owner === NOBODY) return owner;
    if (isUnread) return [];
    const isUser = kindOfPrincipal(owner) === "user";
    try {
      const known = await isKnown(rest, isUser ? { userName: owner } : { servicePrincipalName: owner });
      say(`${++asked} of ${names.length} owners looked up`);
      return known ? [] : owner;
    } catch (error) {
      if (!isRefused(error)) throw error;
      isUnread = true;
      return [];
    }
  });
  return { gone: new Set(gone.flat()), isUnread };
}
