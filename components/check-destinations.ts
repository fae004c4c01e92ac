import * as pulumi from "@pulumi/pulumi";
import type { SecretState } from "../alerting/destinations/managed-destination";
import {
  planDestinations,
  unknownIds,
  type DestinationPlan,
} from "../alerting/destinations/plan-destinations";
import type { Settings } from "../alerting/settings";
import type { RawRow } from "../alerting/tables/row-reader";
import { listDestinationIds } from "../databricks/notification-destinations";
import type { WorkspaceConnection } from "../databricks/open-connection";
import { isSecretKey } from "./stack-settings";

/**
 * What the rows of notification_destinations ask for, with every fault of theirs. The workspace is asked only where an
 * administrator wrote an id: one request for all of them. Without manageDestinations all is left to the administrator.
 */
export async function checkDestinations(
  destinationRows: readonly RawRow[],
  { manageDestinations }: Settings,
  { rest }: WorkspaceConnection,
): Promise<DestinationPlan> {
  if (!manageDestinations) {
    return { destinationRows, managed: [], claimedIds: new Map(), faults: [] };
  }
  const plan = planDestinations(destinationRows, secretState);
  const unknown =
    plan.claimedIds.size === 0 ? [] : unknownIds(plan.claimedIds, await listDestinationIds(rest));
  return { ...plan, faults: [...plan.faults, ...unknown] };
}

const secretState: SecretState = (name) => {
  const config = new pulumi.Config();
  return config.get(name) === undefined
    ? "missing"
    : isSecretKey(`${config.name}:${name}`)
      ? "secret"
      : "clear";
};
