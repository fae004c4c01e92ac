import * as pulumi from "@pulumi/pulumi";
import type { FaultyRow } from "../alerting/faulty-rows";
import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import { shownText } from "../messages/words";
import type { DeclaredFaults } from "../providers/faulty-rows";
import type { Alerting } from "./alerting";
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
export function reportFaultyRows(faulty: readonly FaultyRow[]): (alerting: Alerting) => void {
  if (faulty.length === 0) return () => undefined;

  const declared: pulumi.Resource[] = [];
  pulumi.runtime.registerStackTransformation(({ resource }) => {
    declared.push(resource);
    return undefined;
  });
  return (alerting) => {
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
    new FaultyRows("faulty-rows", { rows: settled(others).then(() => rows), told }, { parent: alerting });
  };
}
