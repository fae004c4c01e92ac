import { randomUUID } from "node:crypto";
import type { Provider } from "../provider";
import type { ResourceState } from "../state/resource-state";
import type { StateStore } from "../state/state-store";
import { makeUrn } from "../urn";
import { isEqual } from "../values/differences";
import type { PropertyMap } from "../values/property-value";
import type { RunContext } from "./run-context";

const PROVIDER_TYPE_PREFIX = "pulumi:providers:";

export interface PackageProviderOptions {
  stack: string;
  project: string;
  store: StateStore;
}

/** The default provider of a package: started when first needed, and kept in the state as a resource, as Pulumi does. */
export class PackageProvider {
  readonly #type: string;
  #provider: Promise<RunningProvider> | undefined;
  readonly #references = new Map<string, Promise<string>>();

  readonly #options: PackageProviderOptions;
  readonly #definition: Package;

  constructor(options: PackageProviderOptions, definition: Package) {
    this.#options = options;
    this.#definition = definition;

    this.#type = PROVIDER_TYPE_PREFIX + definition.name;
  }

  /** Should it fail to come up, each who needs it is told. */
  start(): Promise<Provider> {
    if (!this.#provider) {
      this.#provider = this.#definition.start(this.#config());
      this.#provider.catch(() => undefined);
    }
    return this.#provider;
  }

  /** `URN::ID` of its resource for that version of the package, which is put into the state if it is not there. */
  reference(version: string): Promise<string> {
    const urn = this.#urn(version);
    const known = this.#references.get(urn) ?? this.#register(urn, version);
    this.#references.set(urn, known);
    return known;
  }

  isRegistered(urn: string): boolean {
    return this.#references.has(urn);
  }

  async stop(): Promise<void> {
    const provider = await this.#provider?.catch(() => undefined);
    await provider?.stop();
  }

  /** As Pulumi names default providers: `default`, or `default_1_110_0` for version 1.110.0. */
  #urn(version: string): string {
    const { stack, project } = this.#options;
    const name = version === "" ? "default" : `default_${version.replaceAll(/[^\w]/g, "_")}`;
    return makeUrn(stack, project, "", this.#type, name);
  }

  #config(): PropertyMap {
    if (this.#definition.config) return this.#definition.config;
    const stored = this.#options.store.resources.filter(({ type }) => type === this.#type);
    const newest = stored.sort((a, b) => ((a.modified ?? "") < (b.modified ?? "") ? -1 : 1)).at(-1);
    return newest?.inputs ?? {};
  }

  async #register(urn: string, version: string): Promise<string> {
    const { store } = this.#options;
    const old = store.get(urn);
    const inputs: PropertyMap = { ...this.#config(), ...(version !== "" && { version }) };
    const id = old?.id ?? randomUUID();
    if (!old || !isEqual(old.inputs ?? {}, inputs)) {
      const now = new Date().toISOString();
      const state: ResourceState = {
        urn,
        custom: true,
        id,
        type: this.#type,
        inputs,
        outputs: inputs,
        created: old?.created ?? now,
        modified: now,
      };
      await store.commit({ put: [state] });
    }
    return `${urn}::${id}`;
  }
}

export function isProvider(resource: ResourceState): boolean {
  return resource.type.startsWith(PROVIDER_TYPE_PREFIX);
}

interface RunningProvider extends Provider {
  stop(): Promise<void>;
}

/** A package whose resources this engine manages, and its one provider. */
export interface Package {
  /** The first part of its resources' types. */
  name: string;
  /** The provider's settings; undefined where those of the last `up` are to be used. */
  config: PropertyMap | undefined;
  /** It takes its time to come up, and is always needed. */
  warmsUp?: boolean;
  manages: (type: string) => boolean;
  start(config: PropertyMap): Promise<RunningProvider>;
}

/** Lets the providers of resources come up: one that cannot is told once, and before anything has happened. */
export async function startProviders(
  { providers }: RunContext,
  resources: readonly ResourceState[],
): Promise<void> {
  const managed = resources.filter((resource) => resource.custom && !isProvider(resource));
  const types = new Set(managed.map(({ type }) => type));
  await Promise.all([...types].map((type) => providers.for(type)));
}
