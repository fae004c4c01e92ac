import { UnsupportedError } from "../engine-error";
import type { ResourceState } from "./resource-state";

/** Marks that Pulumi leaves on a resource and that change what may be done with it. */
const MARKS = ["viewOf", "resourceHooks", "refreshBeforeUpdate", "extensionRef", "snippetID"] as const;

/** A state that the Pulumi CLI has written may ask for more than this engine does, such as not to delete something. */
export function refuseUnknown(resources: readonly ResourceState[]): void {
  for (const resource of resources) {
    const mark = MARKS.find((name) => isSet(Reflect.get(resource, name)));
    if (mark) throw new UnsupportedError(`"${mark}" of ${resource.urn} in the state`);
  }
}

function isSet(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}
