import { ExpectedError } from "../expected-error";
import type { ResourceState } from "../state/resource-state";

/** A protected resource is not deleted. Nothing was tried, so the run goes on and names every one of them. */
export class ProtectedError extends ExpectedError {
  override name = "ProtectedError";

  constructor({ urn }: ResourceState) {
    super(
      `resource "${urn}" cannot be deleted\n` +
        "because it is protected. To unprotect the resource, either remove the `protect` flag from the resource " +
        "in your Pulumi program and run `pulumi up`, or use the command:\n" +
        `\`pulumi state unprotect '${urn}'\``,
    );
  }
}

export function cannotBeReplaced({ urn }: ResourceState): string {
  return (
    `unable to replace resource "${urn}"\n` +
    "as it is currently marked for protection. To unprotect the resource, " +
    "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`"
  );
}

export function cannotBeReplacedWith({ urn }: ResourceState, root: ResourceState): string {
  return (
    `unable to replace resource "${urn}" as part of replacing "${root.urn}" ` +
    "as it is currently marked for protection. To unprotect the resource, " +
    "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`, " +
    `or use the command:\n\`pulumi state unprotect '${urn}'\``
  );
}
