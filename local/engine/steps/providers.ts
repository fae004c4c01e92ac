import { randomUUID } from "node:crypto";
import { UnsupportedError } from "../engine-error";
import { DYNAMIC_PACKAGE } from "../protocol/dynamic-provider";
import type { Provider } from "../provider";
import type { ResourceState } from "../state/resource-state";
import type { StateStore } from "../state/state-store";
import { makeUrn } from "../urn";
import { isEqual } from "../values/differences";
import type { PropertyMap } from "../values/property-value";

export const PROVIDER_TYPE_PREFIX = "pulumi:providers:";

export interface ProvidersOptions {
  stack: string;
  project: string;
  store: StateStore;
  /** The stack's configuration; undefined where the one of the last `up` is to be used. */
  config: PropertyMap | undefined;
  start: (config: PropertyMap) => Promise<Provider & { stop(): Promise<void> }>;
}

/** The providers of a run: started when first needed, and kept in the state as resources, as Pulumi does. */
export class Providers {
  readonly #urn: string;
  #provider: Promise<Provider & { stop(): Promise<void> }> | undefined;
  #reference: Promise<string> | undefined;

  constructor(private readonly options: ProvidersOptions) {
    const { stack, project } = options;
    this.#urn = makeUrn(stack, project, "", `${PROVIDER_TYPE_PREFIX}${DYNAMIC_PACKAGE}`, "default");
  }

  /** Lets the provider come up while the program does. Should it fail, the first who needs it is told. */
  warmUp(): void {
    this.#provider ??= this.options.start(this.#config());
    this.#provider.catch(() => undefined);
  }

  for(type: string): Promise<Provider> {
    refuseOthers(type);
    this.#provider ??= this.options.start(this.#config());
    return this.#provider;
  }

  /** `URN::ID` of the provider's resource, which is put into the state if it is not there. */
  reference(type: string): Promise<string> {
    refuseOthers(type);
    return (this.#reference ??= this.#register());
  }

  /** Whether this run has found it needed, by the URN of its resource. */
  isRegistered(urn: string): boolean {
    return this.#reference !== undefined && urn === this.#urn;
  }

  async stop(): Promise<void> {
    const provider = await this.#provider?.catch(() => undefined);
    await provider?.stop();
  }

  #config(): PropertyMap {
    return this.options.config ?? this.options.store.get(this.#urn)?.inputs ?? {};
  }

  async #register(): Promise<string> {
    const { store } = this.options;
    const old = store.get(this.#urn);
    const inputs = this.#config();
    const id = old?.id ?? randomUUID();
    if (!old || !isEqual(old.inputs ?? {}, inputs)) {
      const now = new Date().toISOString();
      const state: ResourceState = {
        urn: this.#urn,
        custom: true,
        id,
        type: `${PROVIDER_TYPE_PREFIX}${DYNAMIC_PACKAGE}`,
        inputs,
        outputs: inputs,
        created: old?.created ?? now,
        modified: now,
      };
      await store.commit({ put: [state] });
    }
    return `${this.#urn}::${id}`;
  }
}

export function isProvider(resource: ResourceState): boolean {
  return resource.type.startsWith(PROVIDER_TYPE_PREFIX);
}

function refuseOthers(type: string): void {
  if (!type.startsWith(`${DYNAMIC_PACKAGE}:`)) throw new UnsupportedError(`the resource type ${type}`);
}
