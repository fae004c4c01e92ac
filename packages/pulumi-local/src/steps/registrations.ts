import { Bail, messageOf } from "../engine-error";
import { errorText, ExpectedError } from "../expected-error";
import type { ResourceOptions, ResourceState } from "../state/resource-state";
import { STACK_TYPE } from "../urn";
import { isEqual } from "../values/differences";
import { containsUnknown, type PropertyMap } from "../values/property-value";
import { rename } from "./aliases";
import { component, customResource } from "./custom-resource";
import { dependenciesOfGoal, type Goal, type Registered, stateOfGoal } from "./goal";
import { readResource } from "./import-resource";
import { StepFailed } from "./operations";
import type { RunContext } from "./run-context";

/** The resources that the program has registered so far in this run. */
export class Registrations {
  readonly #failed = new Set<string>();
  readonly #skipped = new Set<string>();
  readonly #inherited = new Map<string, ResourceOptions>();
  #stackUrn: string | undefined;
  #stackOutputs: PropertyMap | undefined;

  readonly #context: RunContext;

  constructor(context: RunContext) {
    this.#context = context;
  }

  /** Not those that were skipped because of it: Pulumi does not spare what they depend on, either. */
  get failed(): ReadonlySet<string> {
    return this.#failed;
  }

  async register(goal: Goal): Promise<Registered> {
    this.#claim(goal);
    this.#inherit(goal);
    const known = this.#find(goal);
    if (!this.#context.targets.includes(stateOfGoal(goal, goal.inputs))) return this.#leaveOut(goal, known);
    this.#refuseLeftOut(goal);
    const old = known && (await rename(this.#context.store, known, goal));
    if (dependenciesOfGoal(goal).some((urn) => this.#failed.has(urn) || this.#skipped.has(urn))) {
      this.#skipped.add(goal.urn);
      this.#context.report.skipped(goal.urn, goal.parent);
      return { urn: goal.urn, id: old?.id ?? "", outputs: {}, result: "skip" };
    }
    try {
      const state = await (goal.custom
        ? customResource(this.#context, goal, old)
        : component(this.#context, goal, old));
      // What a component last said of itself may name resources that are not registered yet.
      return registered(state, goal.custom ? state.outputs : {});
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      this.#failed.add(goal.urn);
      const { urn } = goal;
      return { urn, id: this.#context.store.get(urn)?.id ?? "", outputs: {}, result: "fail" };
    }
  }

  /** `Resource.get` */
  async read(goal: Goal, id: string): Promise<Registered> {
    this.#claim(goal);
    const state = await readResource(this.#context, goal, id);
    return registered(state, state.outputs);
  }

  #claim({ urn, type }: Goal): void {
    const { halt, registered } = this.#context;
    halt.throwIfHalted();
    if (registered.has(urn))
      this.refuse(new ExpectedError(`Duplicate resource URN '${urn}'; try giving it a unique name`), urn);

    registered.add(urn);
    if (type === STACK_TYPE) this.#stackUrn = urn;
  }

  /** What a parent asks for holds for its children, unless they say otherwise. */
  #inherit({ urn, parent, options }: Goal): void {
    const { protect, retainOnDelete, deletedWith } = { ...this.#inherited.get(parent), ...options };
    Object.assign(options, definedOnly({ protect, retainOnDelete, deletedWith }));
    this.#inherited.set(urn, definedOnly({ protect, retainOnDelete, deletedWith }));
  }

  #find(goal: Goal): ResourceState | undefined {
    const { aliases, registered } = this.#context;
    try {
      return aliases.find(goal, registered);
    } catch (error) {
      return this.refuse(error, goal.urn);
    }
  }

  /** Not among the run's targets: it stays as it is, or does not come to be. */
  #leaveOut(goal: Goal, known: ResourceState | undefined): Registered {
    const { report, registered: urns, leftOut } = this.#context;
    if (!known) {
      leftOut.add(goal.urn);
      return { urn: goal.urn, id: "", outputs: {}, result: "success" };
    }
    urns.add(known.urn);
    report.done({ op: "same", urn: known.urn, old: known, new: known, differences: [], replaceKeys: [] }, 0);
    return registered(known, goal.custom ? known.outputs : {});
  }

  #refuseLeftOut(goal: Goal): void {
    const { leftOut, dryRun, report } = this.#context;
    for (const urn of dependenciesOfGoal(goal).filter((dependency) => leftOut.has(dependency))) {
      const message = `Resource '${goal.urn}' depends on '${urn}' which was not specified in --target list.`;
      if (!dryRun) this.refuse(new ExpectedError(message), goal.urn);
      // A preview goes on and says it once.
      report.error(message, goal.urn);
      leftOut.delete(urn);
    }
  }

  async registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    if (urn === this.#stackUrn) {
      // They are final only when it is known whether the run went well.
      this.#stackOutputs = outputs;
      return;
    }
    if (this.#failed.has(urn) || this.#skipped.has(urn)) return;
    const state = this.#context.store.get(urn);
    if (!state || !this.#context.registered.has(urn))
      throw new ExpectedError(`${urn} gave outputs before it was registered`);
    await this.#putOutputs(state, outputs);
  }

  /** Ends the run for something that the program asked for and cannot have. */
  refuse(error: unknown, urn?: string): never {
    this.#context.report.error(errorText(error), urn);
    this.#context.halt.now();
    throw new Bail(messageOf(error), { cause: error });
  }

  /** After a failure, the absence of an output says nothing: the old ones stay, under those that are there. */
  async finishStackOutputs(ok: boolean): Promise<PropertyMap> {
    const { store, report } = this.#context;
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
    const { dryRun } = this.#context;
    return Object.fromEntries(entries.filter(([, value]) => dryRun || !containsUnknown(value)));
  }

  async #putOutputs(state: ResourceState, outputs: PropertyMap): Promise<void> {
    if (isEqual(state.outputs ?? {}, outputs)) return;
    await this.#context.store.commit({ put: [{ ...state, outputs }] });
  }
}

function registered({ urn, id = "" }: ResourceState, outputs: PropertyMap = {}): Registered {
  return { urn, id, outputs, result: "success" };
}

function definedOnly(options: {
  [Key in keyof ResourceOptions]: ResourceOptions[Key] | undefined;
}): ResourceOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
