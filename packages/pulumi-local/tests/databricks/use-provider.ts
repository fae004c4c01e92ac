import { TOKEN } from "databricks-local/testing/call";
import { useWorkspace } from "databricks-local/testing/use-workspace";
import { DatabricksProvider } from "../../src/databricks-provider/databricks-provider";
import type { Known, LiveState } from "../../src/provider";
import type { PropertyMap } from "../../src/values/property-value";
import { RecordingProxy } from "./recording-proxy";

/** The provider on a workspace of its own, driven as the engine drives it. */
export function useProvider() {
  const { workspace, call, dataDir } = useWorkspace();
  let provider: DatabricksProvider;
  let proxy: RecordingProxy;
  before(async () => {
    proxy = await RecordingProxy.start(workspace().host);
    provider = await DatabricksProvider.start(
      { host: proxy.host, token: () => Promise.resolve(TOKEN) },
      dataDir,
    );
  });
  after(() => proxy.stop());

  return {
    call,
    dataDir,
    /** What the provider asked since the last time. */
    requests: () => proxy.take(),
    managed: (type: string, name = "it") => new Managed(provider, `databricks:index/${type}`, name),
  };
}

/** One resource through its life. */
export class Managed {
  id = "";
  known: Known = { inputs: {}, outputs: {} };

  readonly #provider: DatabricksProvider;
  readonly #name: string;

  constructor(
    provider: DatabricksProvider,
    readonly type: string,
    name: string,
  ) {
    this.#provider = provider;
    this.#name = name;
  }

  get #ref() {
    return { urn: `urn:pulumi:dev::test::${this.type}::${this.#name}`, type: this.type, name: this.#name };
  }

  check(news: PropertyMap) {
    return this.#provider.check(this.#ref, this.known.inputs, news);
  }

  async checked(news: PropertyMap): Promise<PropertyMap> {
    const { inputs, failures } = await this.check(news);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    return inputs;
  }

  async create(news: PropertyMap): Promise<LiveState> {
    const inputs = await this.checked(news);
    return this.#keep(inputs, await this.#provider.create(this.#ref, inputs));
  }

  /** What would change, by path. */
  async diff(news: PropertyMap) {
    return this.#provider.diff(this.#ref, this.id, this.known, await this.checked(news));
  }

  async update(news: PropertyMap): Promise<LiveState> {
    const inputs = await this.checked(news);
    return this.#keep(inputs, await this.#provider.update(this.#ref, this.id, this.known, inputs));
  }

  /** Whether it is there; what was read is known from then on. */
  async refresh(): Promise<boolean> {
    const { id, inputs, outputs } = await this.#provider.read(this.#ref, this.id, this.known);
    if (id !== "") this.known = { inputs: inputs ?? this.known.inputs, outputs };
    return id !== "";
  }

  async import(id: string): Promise<PropertyMap> {
    this.id = id;
    const { inputs = {}, outputs } = await this.#provider.read(this.#ref, id, { inputs: {}, outputs: {} });
    this.known = { inputs, outputs };
    return inputs;
  }

  delete(): Promise<void> {
    return this.#provider.delete(this.#ref, this.id, this.known);
  }

  #keep(inputs: PropertyMap, live: LiveState): LiveState {
    this.id = live.id;
    this.known = { inputs, outputs: live.outputs };
    return live;
  }
}
