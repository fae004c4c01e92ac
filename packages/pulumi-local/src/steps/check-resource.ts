import { Bail, EngineError } from "../engine-error";
import { errorText } from "../expected-error";
import type { Provider } from "../provider";
import { withoutIgnoredChanges } from "../values/ignored-changes";
import type { PropertyMap } from "../values/property-value";
import { type Goal, refOf } from "./goal";
import { Halted } from "./operations";
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
  for (const { property, reason } of failures)
    context.report.error(property ? `${property}: ${reason}` : reason, goal.urn);

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

/** A check, diff or read that cannot be carried out ends the run, whether or not it is to continue on errors. */
export async function answer<T>(context: RunContext, urn: string, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Halted || error instanceof Bail) throw error;
    // A provider that does not come up is said once, however many resources wait for it.
    if (error instanceof EngineError && context.halt.isHalted)
      throw new Bail(error.message, { cause: error });
    return bail(context, urn, errorText(error), error);
  }
}

/** Reports the reason, and ends the run. */
export function bail(context: RunContext, urn: string, message: string, cause?: unknown): never {
  context.report.error(message, urn);
  context.halt.now();
  throw new Bail(message, { cause });
}
