import { status } from "@grpc/grpc-js";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Bail, UnsupportedError } from "../engine-error";
import type { Registered } from "../steps/goal";
import { Halted } from "../steps/operations";
import type { Registrations } from "../steps/registrations";
import { fromStruct, toStruct } from "../values/property-value";
import { goalOfRead, goalOfRequest } from "./goal-of-request";
import { StatusError, unary } from "./grpc-call";
import { refuseAssets } from "./provider-client";

/**
 * What the program is told it may use. Options that are refused are among them: the refusal then comes from here, by
 * name, and not from the SDK as advice to update the Pulumi CLI.
 */
const FEATURES = new Set([
  "secrets",
  "resourceReferences",
  "aliasSpecs",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
]);

export interface MonitorOptions {
  stack: string;
  project: string;
  registrations: Registrations;
  /** Called when the program has run to its end; the program waits for the answer. */
  onProgramEnd: () => Promise<void>;
}

/** The service that the program registers its resources with. */
export function monitorService({
  stack,
  project,
  registrations,
  onProgramEnd,
}: MonitorOptions): IResourceMonitorServer {
  const refuse = (what: string) => () => unlessHalted(() => registrations.refuse(new UnsupportedError(what)));
  return {
    getDeploymentInfo: unary<Empty, messages.DeploymentInfo>(() => {
      throw new StatusError(status.UNIMPLEMENTED, "GetDeploymentInfo is not implemented");
    }),
    supportsFeature: unary((request: messages.SupportsFeatureRequest) =>
      new messages.SupportsFeatureResponse().setHassupport(FEATURES.has(request.getId())),
    ),
    registerResource: unary((request: messages.RegisterResourceRequest) =>
      unlessHalted(async () => {
        const goal = refusing(registrations, () => {
          const goal = goalOfRequest(request, stack, project);
          refuseAssets(goal.inputs);
          return goal;
        });
        return answer(await registrations.register(goal));
      }),
    ),
    registerResourceOutputs: unary((request: messages.RegisterResourceOutputsRequest) =>
      unlessHalted(async () => {
        await registrations.registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
        return new Empty();
      }),
    ),
    registerPackage: unary((request: messages.RegisterPackageRequest) =>
      new messages.RegisterPackageResponse().setRef(request.getName()),
    ),
    signalAndWaitForShutdown: unary(async () => {
      await onProgramEnd();
      return new Empty();
    }),
    invoke: unary((request: messages.ResourceInvokeRequest) => refuse(`the function ${request.getTok()}`)()),
    call: unary((request: messages.ResourceCallRequest) => refuse(`the method ${request.getTok()}`)()),
    readResource: unary((request: messages.ReadResourceRequest) =>
      unlessHalted(async () => {
        const goal = refusing(registrations, () => goalOfRead(request, stack, project));
        const { urn, outputs } = await registrations.read(goal, request.getId());
        return new messages.ReadResourceResponse().setUrn(urn).setProperties(toStruct(outputs));
      }),
    ),
    registerStackTransform: unary(refuse("a stack's resource transform")),
    registerStackInvokeTransform: unary(refuse("a stack's invoke transform")),
    registerResourceHook: unary(refuse("a resource hook")),
    registerErrorHook: unary(refuse("an error hook")),
  };
}

/** A program of a halted run gets no answer any more: it is about to be ended, and has nothing left to say. */
async function unlessHalted<T>(handle: () => Promise<T> | T): Promise<T> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof Halted || error instanceof Bail) return new Promise<T>(() => undefined);
    throw error;
  }
}

function refusing<T>(registrations: Registrations, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return registrations.refuse(error);
  }
}

function answer({ urn, id, outputs, result }: Registered): messages.RegisterResourceResponse {
  const { SUCCESS, FAIL, SKIP } = messages.Result;
  return new messages.RegisterResourceResponse()
    .setUrn(urn)
    .setId(id)
    .setObject(toStruct(outputs))
    .setResult({ success: SUCCESS, fail: FAIL, skip: SKIP }[result]);
}
