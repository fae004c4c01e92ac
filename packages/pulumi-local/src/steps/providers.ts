import { UnsupportedError } from "../engine-error";
import type { Provider } from "../provider";
import { type Package, PackageProvider, type PackageProviderOptions } from "./package-provider";

export interface ProvidersOptions extends PackageProviderOptions {
  packages: readonly Package[];
}

/** The providers of a run, one for each package. */
export class Providers {
  readonly #providers: ReadonlyMap<Package, PackageProvider>;

  constructor({ packages, ...options }: ProvidersOptions) {
    this.#providers = new Map(packages.map((one) => [one, new PackageProvider(options, one)]));
  }

  /** Lets those that take their time come up while the program does. */
  warmUp(): void {
    for (const [{ warmsUp }, provider] of this.#providers) if (warmsUp) void provider.start();
  }

  async for(type: string): Promise<Provider> {
    return this.#of(type).start();
  }

  /** `URN::ID` of the provider's resource in the state. `version`: of the package, as the program has it installed. */
  async reference(type: string, version = ""): Promise<string> {
    return this.#of(type).reference(version);
  }

  /** Whether this run has found it needed, by the URN of its resource. */
  isRegistered(urn: string): boolean {
    return [...this.#providers.values()].some((provider) => provider.isRegistered(urn));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#providers.values()].map((provider) => provider.stop()));
  }

  #of(type: string): PackageProvider {
    for (const [{ name, manages }, provider] of this.#providers)
      if (type.startsWith(`${name}:`) && manages(type)) return provider;
    throw new UnsupportedError(`the resource type ${type}`);
  }
}
