import { Bail } from "../engine-error";
import type { ResourceState } from "../state/resource-state";
import { STACK_TYPE } from "../urn";
import { isEqual } from "../values/differences";
import { containsUnknown, type PropertyMap } from "../values/property-value";
import { component } from "./component";
import { customResource } from "./custom-resource";
import { dependenciesOfGoal, type Goal, type Registered } from "./goal";
import { StepFailed } from "./operations";
import type { RunContext } from "./run-context";

/** The resources that the program has registered so far in this run. */
export class Registrations {
  readonly #failed = new Set<string>();
  #stackUrn: string | undefined;
  #stackOutputs: PropertyMap | undefined;

  constructor(private readonly context: RunContext) {}

  /** Those that failed, and those that were skipped because of it. */
  get failed(): ReadonlySet<string> {
    return this.#failed;
  }

  async register(goal: Goal): Promise<Registered> {
    const { halt, report, store, registered } = this.context;
    halt.throwIfHalted();
    if (registered.has(goal.urn)) {
      this.refuse(new Error(`Duplicate resource URN '${goal.urn}'; try giving it a unique name`), goal.urn);
    }
    registered.add(goal.urn);
    if (goal.type === STACK_TYPE) this.#stackUrn = goal.urn;
    if (dependenciesOfGoal(goal).some((urn) => this.#failed.has(urn))) {
      this.#failed.add(goal.urn);
      report.skipped(goal.urn, goal.parent);
      return { urn: goal.urn, id: store.get(goal.urn)?.id ?? "", outputs: {}, result: "skip" };
    }
    try {
      const state = await (goal.custom ? customResource(this.context, goal) : component(this.context, goal));
      // What a component last said of itself may name resources that are not registered yet.
      return {
        urn: goal.urn,
        id: state.id ?? "",
        outputs: goal.custom ? (state.outputs ?? {}) : {},
        result: "success",
      };
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      this.#failed.add(goal.urn);
      return { urn: goal.urn, id: store.get(goal.urn)?.id ?? "", outputs: {}, result: "fail" };
    }
  }

  async registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    if (urn === this.#stackUrn) {
      // They are final only when it is known whether the run went well.
      this.#stackOutputs = outputs;
      return;
    }
    if (this.#failed.has(urn)) return;
    const state = this.context.store.get(urn);
    if (!state || !this.context.registered.has(urn))
      throw new Error(`${urn} gave outputs before it was registered`);
    await this.#putOutputs(state, outputs);
  }

  /** Ends the run for something that the program asked for and cannot have. */
  refuse(error: Error, urn?: string): never {
    this.context.report.error(error.message, urn);
    this.context.halt.now();
    throw new Bail(error.message, { cause: error });
  }

  /** After a failure, the absence of an output says nothing: the old ones stay, under those that are there. */
  async finishStackOutputs(ok: boolean): Promise<PropertyMap> {
    const { store, report } = this.context;
    const state = this.#stackUrn === undefined ? undefined : store.get(this.#stackUrn);
    if (!state) return {};
    const before = state.outputs ?? {};
    const outputs = this.#knownOutputs();
    const after = ok ? outputs : { ...before, ...outputs };
    await this.#putOutputs(state, after);
    report.outputs(before, after);
    return after;
  }

  /** What hangs on a resource that failed is not known; in a preview, not to be known is news. */
  #knownOutputs(): PropertyMap {
    const entries = Object.entries(this.#stackOutputs ?? {});
    const { dryRun } = this.context;
    return Object.fromEntries(entries.filter(([, value]) => dryRun || !containsUnknown(value)));
  }

  async #putOutputs(state: ResourceState, outputs: PropertyMap): Promise<void> {
    if (isEqual(state.outputs ?? {}, outputs)) return;
    await this.context.store.commit({ put: [{ ...state, outputs }] });
  }
}
