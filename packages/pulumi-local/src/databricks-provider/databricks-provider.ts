import { EngineError, messageOf, UnsupportedError } from "../engine-error";
import { ExpectedError } from "../expected-error";
import type {
  CheckResult,
  DiffResult,
  Known,
  LiveState,
  Provider,
  ReadResult,
  ResourceRef,
} from "../provider";
import { isEqual } from "../values/differences";
import type { PropertyMap } from "../values/property-value";
import { annotateSecrets, mapProperties, reveal } from "../values/secrets";
import { ApiError } from "./api-error";
import { type ChangedArgument, changedArguments } from "./changed-arguments";
import { argumentsOf, checkArguments, isDefault, withDefaults } from "./check-arguments";
import type { Credentials } from "./credentials";
import { hideSecrets, importedInputs, refreshedInputs } from "./inputs-of-state";
import { plannedValues, readValues } from "./planned-values";
import type { ResourceType } from "./resource-type";
import { resourceTypes } from "./resource-types";
import { causeOf, RestClient } from "./rest-client";

export const DATABRICKS_PACKAGE = "databricks";

const CONNECT_TIMEOUT_MS = 5_000;
const GONE: ReadResult = { id: "", exists: false, outputs: {} };
/** Where the bridge keeps what Terraform knows of a state besides its values. */
const META_KEY = "__meta";

/** Manages resources of the package `databricks` in a workspace, as Pulumi's provider of that name does. */
export class DatabricksProvider implements Provider {
  readonly #types: ReadonlyMap<string, ResourceType>;

  readonly #api: RestClient;

  private constructor(api: RestClient, projectDir: string) {
    this.#api = api;

    this.#types = new Map(resourceTypes(projectDir).map((type) => [type.token, type]));
  }

  /**
   * Asks first, as the real provider does, but waits seconds only for a workspace that is not there. `projectDir`: where
   * files that the program names are looked for.
   */
  static async start(credentials: Credentials, projectDir: string): Promise<DatabricksProvider> {
    try {
      const signal = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
      await (await fetch(`${credentials.host}/.well-known/databricks-config`, { signal })).body?.cancel();
    } catch (error) {
      throw new EngineError(`the workspace ${credentials.host} cannot be reached: ${causeOf(error)}`, {
        cause: error,
      });
    }
    return new DatabricksProvider(new RestClient(credentials), projectDir);
  }

  check(resource: ResourceRef, olds: PropertyMap, news: PropertyMap): Promise<CheckResult> {
    const type = this.#typeOf(resource);
    const given = argumentsOf(news);
    const failures = checkArguments(type, plain(given));
    return Promise.resolve({
      inputs: hideSecrets(type.fields, withDefaults(type, resource.name, olds, given)),
      failures,
    });
  }

  diff(resource: ResourceRef, _id: string, known: Known, news: PropertyMap): Promise<DiffResult> {
    const type = this.#typeOf(resource);
    const olds = plain(known.outputs);
    const planned = plannedValues(type.fields, plain(argumentsOf(news)), olds);
    const changed = changedArguments(type.fields, olds, planned);
    const keeps = (key: string) => !isDefault(news, key) && isEqual(known.inputs[key], news[key]);
    return Promise.resolve({
      changes: changed.length > 0 ? "some" : "none",
      replaces: topLevel(changed.filter(({ replaces }) => replaces)),
      changedPaths: changed.map(({ path }) => path),
      // Two of the name that the program gave it could not exist side by side.
      deleteBeforeReplace: type.namesItself === true && keeps("name"),
    });
  }

  async create(resource: ResourceRef, inputs: PropertyMap): Promise<LiveState> {
    const type = this.#typeOf(resource);
    const planned = plannedValues(type.fields, plain(argumentsOf(inputs)), {});
    const made = await doing("create", type, () =>
      type.create(this.#api, planned, resource.timeouts?.create),
    );
    const known = { ...planned, ...made.noted };
    const live = (outputs: PropertyMap): LiveState => ({
      id: made.id,
      outputs: outputsOf(type, outputs, inputs),
    });
    try {
      await doing("create", type, async () => type.complete?.(this.#api, made.id, planned));
      return live(made.isComplete ? known : await this.#readBack(type, made.id, known, true));
    } catch (error) {
      return { ...live(known), initErrors: [messageOf(error)] };
    }
  }

  async read(resource: ResourceRef, id: string, known: Known): Promise<ReadResult> {
    const type = this.#typeOf(resource);
    const isNew = Object.keys(argumentsOf(known.inputs)).length === 0;
    const olds = plain(argumentsOf(known.outputs));
    const outputs = await this.#read(type, id, olds, isNew);
    if (!outputs) return GONE;
    const inputs = isNew
      ? importedInputs(type.fields, outputs)
      : refreshedInputs(type.fields, known.inputs, outputs);
    return {
      id,
      exists: true,
      outputs: outputsOf(type, outputs, known.outputs),
      inputs: hideSecrets(type.fields, inputs),
    };
  }

  async update(resource: ResourceRef, id: string, known: Known, news: PropertyMap): Promise<LiveState> {
    const type = this.#typeOf(resource);
    const olds = plain(argumentsOf(known.outputs));
    const planned = plannedValues(type.fields, plain(argumentsOf(news)), olds);
    const changed = topLevel(changedArguments(type.fields, olds, planned));
    const made = await doing("update", type, () =>
      type.update(this.#api, id, planned, { olds, changed: new Set(changed) }),
    );
    const newId = made.id ?? id;
    const fromService = Object.entries(olds).filter(([name]) => type.fields[name]?.output);
    const before = { ...Object.fromEntries(fromService), ...planned, ...made.noted };
    const outputs = made.isComplete ? before : await this.#readBack(type, newId, before, false);
    return { id: newId, outputs: outputsOf(type, outputs, news) };
  }

  async delete(resource: ResourceRef, id: string, known: Known): Promise<void> {
    const type = this.#typeOf(resource);
    try {
      await doing("delete", type, () => type.delete(this.#api, id, plain(argumentsOf(known.outputs))));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  #typeOf({ type: token }: ResourceRef): ResourceType {
    const type = this.#types.get(token);
    if (!type) throw new UnsupportedError(`the resource type ${token}`);
    return type;
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  async #readBack(type: ResourceType, id: string, known: PropertyMap, isNew: boolean): Promise<PropertyMap> {
    const outputs = await this.#read(type, id, known, isNew);
    if (!outputs) throw new ExpectedError(`cannot read ${type.label}: ${id} was gone at once`);
    return outputs;
  }

  async #read(
    type: ResourceType,
    id: string,
    known: PropertyMap,
    isNew: boolean,
  ): Promise<PropertyMap | undefined> {
    try {
      const read = await doing("read", type, () => type.read(this.#api, id, known));
      return read && readValues(type.fields, known, read, isNew);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}

/** Whether this engine manages resources of that type. */
export function isDatabricksType(token: string): boolean {
  return resourceTypes(".").some((type) => type.token === token);
}

/** The resource's own arguments among what changed, or that it changed in. */
function topLevel(changed: readonly ChangedArgument[]): string[] {
  return [...new Set(changed.map(({ path }) => path.split(/[.[]/, 1)[0] ?? path))];
}

/** An operation's failure, in the provider's words. */
async function doing<T>(verb: string, type: ResourceType, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new ExpectedError(`cannot ${verb} ${type.label}: ${messageOf(error)}`, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof ApiError && cause.isMissing;
}

/** `like`: where a value was secret before, it stays so. */
function outputsOf(type: ResourceType, outputs: PropertyMap, like: PropertyMap): PropertyMap {
  const meta = type.schemaVersion && {
    [META_KEY]: JSON.stringify({ schema_version: `${type.schemaVersion}` }),
  };
  return annotateSecrets({ ...hideSecrets(type.fields, outputs), ...meta }, like);
}

function plain(map: PropertyMap): PropertyMap {
  return mapProperties(map, reveal);
}
