import * as pulumi from "@pulumi/pulumi";
import {
  type DestinationPlan,
  planDestinations,
  type SecretState,
  unknownIds,
} from "../alerting/destinations/plan-destinations";
import { secretWarnings } from "../alerting/destinations/secrets";
import { findExisting } from "../alerting/destinations/takeover";
import type { Fault } from "../alerting/row-faults";
import type { RawRow } from "../alerting/tables/row-reader";
import { listDestinations, type ListedDestination } from "../databricks/notification-destinations";
import type { WorkspaceConnection } from "../databricks/open-connection";
import type { Settings } from "../settings/settings";
import { isSecretKey } from "./stack-settings";

export interface CheckedDestinations extends Omit<DestinationPlan, "claimedIds"> {
  readonly warnings: readonly Fault[];
  /** All that the workspace has, where it was asked. */
  readonly listed?: readonly ListedDestination[];
}

/**
 * What the rows of notification_destinations ask for, with every fault of theirs. The workspace is asked only where a row
 * has an id or asks for a destination, which may be there already: one request for all of them. Without manageDestinations all is left to the administrator.
 * A secret in clear is told in any case.
 */
export async function checkDestinations(
  destinationRows: readonly RawRow[],
  { manageDestinations, allowedEmailDomains }: Settings,
  { rest }: WorkspaceConnection,
): Promise<CheckedDestinations> {
  const inClear = secretWarnings(destinationRows);
  if (!manageDestinations) return { destinationRows, managed: [], faults: [], warnings: inClear };

  const plan = planDestinations(destinationRows, secretState, allowedEmailDomains);
  const warnings = inClear.filter(({ row }) => !plan.faults.some((fault) => fault.row === row));
  if (plan.claimedIds.size + plan.managed.length === 0) return { ...plan, warnings };

  const listed = await listDestinations(rest);
  const unknown = unknownIds(plan.claimedIds, new Set(listed.map(({ id }) => id)));
  const { managed, faults } = findExisting(plan, listed);
  return { ...plan, managed, faults: [...plan.faults, ...unknown, ...faults], warnings, listed };
}

const secretState: SecretState = (name) => {
  const config = new pulumi.Config();
  return config.get(name) === undefined
    ? "missing"
    : isSecretKey(`${config.name}:${name}`)
      ? "secret"
      : "clear";
};
