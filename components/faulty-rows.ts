import * as pulumi from "@pulumi/pulumi";
import type { FaultyDestination } from "../alerting/destinations/faulty-destinations";
import { formatCell } from "../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { NOTIFICATION_DESTINATIONS } from "../alerting/tables/notification-destinations";
import { shownText } from "../messages/words";
import type { DeclaredFaults } from "../providers/faulty-rows";
import type { Alerting } from "./alerting";
import type { PlannedStack } from "./plan-stack";
import { type ArgsOf, providerText } from "./dynamic-resource";
import { settled } from "./order";

/** Says in the rows what is wrong with them, and fails an up. It is in no state. */
class FaultyRows extends pulumi.CustomResource {
  constructor(name: string, args: ArgsOf<DeclaredFaults>, options?: pulumi.CustomResourceOptions) {
    super(
      "pulumi-nodejs:dynamic/alerting:FaultyRows",
      name,
      { ...args, __provider: providerText("faulty-rows") },
      options,
    );
  }
}

/** Call it before anything else is declared: what it gives is called last. */
export function reportFaultyRows({
  faulty,
  faultyDestinations,
}: Pick<PlannedStack, "faulty" | "faultyDestinations">): (alerting: Alerting) => void {
  if (faulty.length + faultyDestinations.length === 0) return () => undefined;

  const declared: pulumi.Resource[] = [];
  pulumi.runtime.registerStackTransformation(({ resource }) => {
    declared.push(resource);
    return undefined;
  });
  const destinations = Object.fromEntries(faultyDestinations.map((one) => [one.row, errorOf(one)]));
  return (alerting) => {
    for (const [row, error] of Object.entries(destinations)) {
      const line = `${NOTIFICATION_DESTINATIONS.name} row ${shownText(row)}: ${error}. Until it is mended,`;
      void pulumi.log.warn(`${line} it stays as it is, and so do the alerts that name it.`, alerting);
    }
    for (const { alertId, error, kept } of faulty) {
      const outcome = kept
        ? "Its alert stays as it is, until the row is mended."
        : "It gets no alert, until it is mended.";
      const line = `${ALERT_CONFIGURATIONS.name} row ${shownText(alertId)}: ${error}. ${outcome}`;
      void pulumi.log.warn(line, alerting.resourceOf(alertId));
    }
    const others = [...declared];
    const rows = Object.fromEntries(faulty.map(({ alertId, error }) => [alertId, error]));
    const told = faulty.flatMap(({ alertId, isTold }) => (isTold ? [alertId] : []));
    // When all else is done: its failure would cut off what is under way.
    new FaultyRows(
      "faulty-rows",
      {
        rows: settled(others).then(() => rows),
        told,
        ...(faultyDestinations.length > 0 && { destinations }),
      },
      { parent: alerting },
    );
  };
}

function errorOf({ faults }: FaultyDestination): string {
  return faults.map(formatCell).join("; ");
}
