import type { ServiceError } from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { UnsupportedError } from "../engine-error";
import type {
  CheckResult,
  DiffResult,
  Known,
  LiveState,
  Provider,
  ReadResult,
  ResourceRef,
} from "../provider";
import {
  fromStruct,
  hasSignature,
  type PropertyMap,
  type PropertyValue,
  some,
  toStruct,
} from "../values/property-value";
import { annotateSecrets, mapProperties, reveal } from "../values/secrets";
import { call } from "./grpc-call";

interface ResourceMessage {
  setUrn(urn: string): unknown;
  setType(type: string): unknown;
  setName(name: string): unknown;
}

/**
 * Speaks `ResourceProvider` to a provider that knows neither secrets nor resource references, as the dynamic one: it
 * gets plain values and ids, and what comes back is made secret again by name.
 */
export class ProviderClient implements Provider {
  readonly #client: ResourceProviderClient;

  constructor(client: ResourceProviderClient) {
    this.#client = client;
  }

  async configure(type: string, config: PropertyMap): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setArgs(toStruct(config));
    for (const [key, value] of Object.entries(config))
      request.getVariablesMap().set(`${type}:config:${key}`, text(value));
    request
      .setAcceptsecrets(true)
      .setAcceptresources(true)
      .setSendsOldInputs(true)
      .setSendsOldInputsToDelete(true);
    await call<messages.ConfigureResponse>((done) => this.#client.configure(request, done));
  }

  async check(resource: ResourceRef, olds: PropertyMap, news: PropertyMap): Promise<CheckResult> {
    const request = name(new messages.CheckRequest(), resource).setOlds(plain(olds)).setNews(plain(news));
    const response = await call<messages.CheckResponse>((done) => this.#client.check(request, done));
    return {
      inputs: annotateSecrets(fromStruct(response.getInputs()), news),
      failures: response.getFailuresList().map((f) => ({ property: f.getProperty(), reason: f.getReason() })),
    };
  }

  async diff(
    resource: ResourceRef,
    id: string,
    known: Known,
    news: PropertyMap,
    ignoreChanges: readonly string[],
  ): Promise<DiffResult> {
    const request = name(new messages.DiffRequest(), resource).setId(id).setNews(plain(news));
    request.setIgnorechangesList([...ignoreChanges]);
    request.setOlds(plain(known.outputs)).setOldInputs(plain(known.inputs));
    const response = await call<messages.DiffResponse>((done) => this.#client.diff(request, done));
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    const changes = response.getChanges();
    const detailed = detailedDiff(response);
    return {
      changes: changes === DIFF_NONE ? "none" : changes === DIFF_SOME ? "some" : "unknown",
      replaces: response.getReplacesList(),
      changedPaths: [...response.getDiffsList(), ...detailed.map(({ path }) => path)],
      ...(response.getHasdetaileddiff() && { detailed }),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(resource: ResourceRef, inputs: PropertyMap): Promise<LiveState> {
    const request = name(new messages.CreateRequest(), resource)
      .setTimeout(resource.timeouts?.create ?? 0)
      .setProperties(plain(inputs));
    try {
      const response = await call<messages.CreateResponse>((done) => this.#client.create(request, done));
      return { id: response.getId(), outputs: annotateSecrets(fromStruct(response.getProperties()), inputs) };
    } catch (error) {
      return partial(error, inputs);
    }
  }

  async read(resource: ResourceRef, id: string, known: Known): Promise<ReadResult> {
    const request = name(new messages.ReadRequest(), resource)
      .setTimeout(resource.timeouts?.read ?? 0)
      .setId(id);
    // Of what is imported nothing is known: the engine of the Pulumi CLI sends nothing then, not an empty map.
    if (Object.keys(known.outputs).length > 0) request.setProperties(plain(known.outputs));
    if (Object.keys(known.inputs).length > 0) request.setInputs(plain(known.inputs));
    try {
      const response = await call<messages.ReadResponse>((done) => this.#client.read(request, done));
      const inputs = response.getInputs();
      return {
        id: response.getId(),
        exists: response.hasProperties(),
        outputs: annotateSecrets(fromStruct(response.getProperties()), known.outputs),
        ...(inputs && { inputs: annotateSecrets(fromStruct(inputs), known.inputs) }),
      };
    } catch (error) {
      return { ...partial(error, known.outputs), exists: true };
    }
  }

  async update(resource: ResourceRef, id: string, known: Known, news: PropertyMap): Promise<LiveState> {
    const request = name(new messages.UpdateRequest(), resource)
      .setTimeout(resource.timeouts?.update ?? 0)
      .setId(id)
      .setNews(plain(news));
    request.setOlds(plain(known.outputs)).setOldInputs(plain(known.inputs));
    try {
      const response = await call<messages.UpdateResponse>((done) => this.#client.update(request, done));
      return { id, outputs: annotateSecrets(fromStruct(response.getProperties()), news) };
    } catch (error) {
      return { ...partial(error, news), id };
    }
  }

  async delete(resource: ResourceRef, id: string, known: Known): Promise<void> {
    const request = name(new messages.DeleteRequest(), resource)
      .setTimeout(resource.timeouts?.delete ?? 0)
      .setId(id);
    request.setProperties(plain(known.outputs)).setOldInputs(plain(known.inputs));
    await call((done) => this.#client.delete(request, done));
  }
}

function name<Message extends ResourceMessage>(message: Message, resource: ResourceRef): Message {
  message.setUrn(resource.urn);
  message.setType(resource.type);
  message.setName(resource.name);
  return message;
}

function detailedDiff(response: messages.DiffResponse): NonNullable<DiffResult["detailed"]> {
  const detailed: NonNullable<DiffResult["detailed"]> = [];
  response
    .getDetaileddiffMap()
    .forEach((diff, path) => detailed.push({ path, oldSide: diff.getInputdiff() ? "inputs" : "outputs" }));
  return detailed;
}

function partial(error: unknown, ins: PropertyMap): LiveState {
  const failure = initFailureOf(error);
  if (!failure) throw error;
  return { id: failure.id, outputs: annotateSecrets(failure.outputs, ins), initErrors: failure.reasons };
}

function plain(map: PropertyMap) {
  return toStruct(mapProperties(map, (value) => withoutReferences(reveal(value))));
}

/** A reference to a resource becomes its id, or its URN where it has none (pulumi: pkg/resource/plugin/rpc.go). */
function withoutReferences(value: PropertyValue): PropertyValue {
  if (hasSignature(value, "resource")) return value["id"] ?? value["urn"] ?? null;
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (typeof value !== "object" || value === null) return value;
  return mapProperties(value, withoutReferences);
}

function text(value: PropertyValue): string {
  const shown = reveal(value);
  return typeof shown === "string" ? shown : JSON.stringify(shown);
}

/** Refuses what would need its contents to be read and hashed. */
export function refuseAssets(map: PropertyMap): void {
  if (some(map, (part) => hasSignature(part, "asset") || hasSignature(part, "archive")))
    throw new UnsupportedError("an asset or archive as a property");
}

interface InitFailure {
  id: string;
  outputs: PropertyMap;
  inputs?: PropertyMap;
  reasons: string[];
}

/** A provider's error that means: the resource was created, but did not come up. It travels in the call's trailers. */
function initFailureOf(error: unknown): InitFailure | undefined {
  if (!isServiceError(error)) return undefined;
  const [details] = error.metadata.get("grpc-status-details-bin");
  if (!(details instanceof Uint8Array)) return undefined;
  for (const detail of Status.deserializeBinary(details).getDetailsList()) {
    if (!detail.getTypeUrl().endsWith("pulumirpc.ErrorResourceInitFailed")) continue;
    const failure = ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
    const inputs = failure.getInputs();
    return {
      id: failure.getId(),
      outputs: fromStruct(failure.getProperties()),
      ...(inputs && { inputs: fromStruct(inputs) }),
      reasons: failure.getReasonsList(),
    };
  }
  return undefined;
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "details" in error && "metadata" in error;
}
