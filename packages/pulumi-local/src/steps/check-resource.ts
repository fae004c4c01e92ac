import { Bail } from "../engine-error";
import type { Provider } from "../provider";
import { withoutIgnoredChanges } from "../values/ignored-changes";
import type { PropertyMap } from "../values/property-value";
import { type Goal, refOf } from "./goal";
import { answer } from "./question";
import type { RunContext } from "./run-context";

/** The inputs as the provider wants them. `olds`: what a check may take over from the resource's last inputs. */
export async function checkResource(
  context: RunContext,
  goal: Goal,
  provider: Provider,
  olds: PropertyMap,
  wanted: PropertyMap = goal.inputs,
): Promise<PropertyMap> {
  const { inputs, failures } = await answer(context, goal.urn, () =>
    context.operations.ask(() => provider.check(refOf(goal), olds, wanted)),
  );
  if (failures.length === 0) return inputs;
  for (const { property, reason } of failures) {
    context.report.error(property ? `${property}: ${reason}` : reason, goal.urn);
  }
  context.halt.now();
  throw new Bail(`${goal.urn} failed its check`);
}

/** What the program wants, but for what `ignoreChanges` keeps as it was. */
export function keepIgnored(context: RunContext, goal: Goal, olds: PropertyMap): PropertyMap {
  const { inputs, impossible } = withoutIgnoredChanges(goal.inputs, olds, goal.options.ignoreChanges ?? []);
  if (impossible.length > 0) {
    context.report.diagnostic(
      "info",
      `cannot ignore changes in added or removed elements of the path: "${impossible.join(", ")}"`,
      goal.urn,
    );
  }
  return inputs;
}
