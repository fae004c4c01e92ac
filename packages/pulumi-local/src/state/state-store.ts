import { EngineError } from "../engine-error";
import { type Deployment, readDeployment, writeDeployment } from "./deployment-file";
import { Journal, type JournalEntry } from "./journal";
import {
  missingDependency,
  type PendingOperation,
  type PendingOperationType,
  type ResourceState,
  stateKey,
} from "./resource-state";
import { SecretKeeper, withPlainSecrets } from "./secret-keeper";

/** A stack's resources: in memory in plain, on disk as a deployment file and the journal of what came after it. */
export class StateStore {
  readonly #resources = new Map<string, ResourceState>();
  readonly #sealed = new Map<string, ResourceState>();
  readonly #pending = new Map<string, PendingOperation>();
  #changed = false;

  readonly #file: string;
  readonly #journal: Journal;
  readonly #secrets: SecretKeeper;
  readonly #readOnly: boolean;

  private constructor(file: string, journal: Journal, secrets: SecretKeeper, readOnly: boolean) {
    this.#file = file;
    this.#journal = journal;
    this.#secrets = secrets;
    this.#readOnly = readOnly;
  }

  /** `readOnly`: changes stay in memory, as a preview needs it. */
  static async open(
    file: string,
    passphraseFile: string,
    options: { readOnly: boolean },
  ): Promise<StateStore> {
    const deployment = await readDeployment(file);
    const journal = new Journal(`${file}.journal`);
    const entries = await journal.read();
    const provider =
      deployment.secretsProvider ?? entries.find((entry) => entry.secretsProvider)?.secretsProvider;
    const secrets = new SecretKeeper(passphraseFile, provider);
    const store = new StateStore(file, journal, secrets, options.readOnly);
    store.#replay({ put: deployment.resources });
    for (const begin of deployment.pendingOperations) store.#replay({ begin });
    for (const entry of entries) store.#replay(entry);
    for (const [key, sealed] of store.#sealed) store.#resources.set(key, await secrets.unseal(sealed));
    const broken = missingDependency(store.resources, (urn) => store.#has(urn));
    if (broken !== undefined) {
      throw new EngineError(
        `the state ${file} is broken: ${broken}, which it does not have. Put back an earlier one, or take the ` +
          "dependency out of the file",
      );
    }
    if (!options.readOnly && journal.exists) {
      // Its last line may be half of one, and must not get a whole one after it.
      store.#changed = true;
      await store.close();
    }
    return store;
  }

  get resources(): ResourceState[] {
    return [...this.#resources.values()];
  }

  get pendingOperations(): PendingOperation[] {
    return [...this.#pending.values()];
  }

  get(urn: string): ResourceState | undefined {
    return this.#resources.get(urn);
  }

  async begin(resource: ResourceState, type: PendingOperationType): Promise<void> {
    if (this.#readOnly) return;
    await this.#write({ begin: { resource: await this.#secrets.seal(resource), type } });
  }

  /** Puts and removes in one entry: all of it is on disk, or nothing. Refuses what Pulumi would refuse to write. */
  async commit(change: { put?: ResourceState[]; remove?: ResourceState[]; end?: string }): Promise<void> {
    const remove = (change.remove ?? []).map(stateKey);
    const before = change.remove ?? [];
    for (const key of remove) this.#resources.delete(key);
    for (const resource of change.put ?? []) this.#resources.set(stateKey(resource), resource);
    if (this.#readOnly) return;
    const isGone = before.some(({ urn }) => !this.#has(urn));
    const changed = isGone ? this.resources : (change.put ?? []);
    const broken = missingDependency(changed, (urn) => this.#has(urn));
    if (broken !== undefined) {
      for (const resource of before) this.#resources.set(stateKey(resource), resource);
      throw new EngineError(
        `the state would be broken (in the Pulumi CLI: "snapshot integrity failure"): ${broken}, which is deleted`,
      );
    }
    const put = await Promise.all((change.put ?? []).map((resource) => this.#secrets.seal(resource)));
    await this.#write({ put, remove, ...(change.end && { end: change.end }) });
  }

  /** The state as the file has it; `plain`: with its secrets readable by anybody. */
  async deployment({ plain }: { plain: boolean } = { plain: false }): Promise<Deployment> {
    const pendingOperations = this.pendingOperations;
    if (!plain) {
      return {
        resources: [...this.#sealed.values()],
        pendingOperations,
        secretsProvider: this.#secrets.provider,
      };
    }
    const opened = pendingOperations.map(async ({ resource, type }) => ({
      resource: withPlainSecrets(await this.#secrets.unseal(resource)),
      type,
    }));
    return {
      resources: this.resources.map(withPlainSecrets),
      pendingOperations: await Promise.all(opened),
      // Without it `pulumi stack import` has nothing to encrypt with, and crashes.
      secretsProvider: this.#secrets.provider,
    };
  }

  /** Encrypts everything anew, under the passphrase of this place. */
  async rewrite(): Promise<void> {
    await this.commit({ put: this.resources });
  }

  /** Writes everything into the one file that Pulumi can read. */
  async close(): Promise<void> {
    if (this.#readOnly || !this.#changed) return;
    await writeDeployment(this.#file, await this.deployment());
    await this.#journal.discard();
    this.#changed = false;
  }

  #has(urn: string): boolean {
    return this.#resources.has(urn) || this.resources.some((resource) => resource.urn === urn);
  }

  async #write(entry: JournalEntry): Promise<void> {
    this.#replay(entry);
    const { newProvider } = this.#secrets;
    this.#changed = true;
    await this.#journal.append({ ...entry, ...(newProvider && { secretsProvider: newProvider }) });
  }

  #replay({ begin, end, put = [], remove = [] }: JournalEntry): void {
    if (begin) this.#pending.set(begin.resource.urn, begin);
    if (end) this.#pending.delete(end);
    for (const key of remove) this.#sealed.delete(key);
    for (const resource of put) this.#sealed.set(stateKey(resource), resource);
  }
}
