import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { fromStruct, type PropertyMap } from "../values/property-value";

export interface InitFailure {
  id: string;
  outputs: PropertyMap;
  inputs?: PropertyMap;
  reasons: string[];
}

/** A provider's error that means: the resource was created, but did not come up. It travels in the call's trailers. */
export function initFailureOf(error: unknown): InitFailure | undefined {
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

export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && "details" in error && "metadata" in error;
}
