import { z } from "zod";
import { elementsOf, pairOf } from "./setting-list";

/** A row and the alert that it may take over, whatever that is called: whoever sets up the stack has said so by name. */
export interface AdoptedAlert {
  /** The row's `alert_id`. */
  readonly alertId: string;
  readonly databricksAlertId: string;
}

/** `COST-012=1927647905808833, COST-013=1927647905808834`. No row has two of them, and no alert two rows. */
export const adoptedAlerts = z
  .string()
  .default("")
  .transform(elementsOf)
  .transform((elements, context): readonly AdoptedAlert[] => {
    const adopted = elements.flatMap((element) => adoptedAlert(element, context) ?? []);
    for (const key of ["alertId", "databricksAlertId"] as const) {
      const names = adopted.map((one) => one[key]);
      for (const name of new Set(names.filter((one, index) => names.indexOf(one) < index))) {
        context.addIssue({ code: "custom", message: `names ${name} twice` });
      }
    }
    return adopted;
  });

function adoptedAlert(element: string, context: z.RefinementCtx): AdoptedAlert | undefined {
  const [alertId, databricksAlertId] = pairOf(element);
  if (alertId !== "" && databricksAlertId !== "") {
    return { alertId, databricksAlertId };
  }
  const message = `must be <alert_id>=<id of the alert>, separated by commas, not ${JSON.stringify(element)}`;
  context.addIssue({ code: "custom", message });
  return undefined;
}
