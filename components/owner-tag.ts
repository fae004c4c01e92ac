import * as pulumi from "@pulumi/pulumi";

type Tags = Readonly<Record<string, string>>;

/** Tag of what a stack made and the workspace cannot tell apart by its name, whose value names the stack. */
export const OWNER_TAG = "managed_by";

/** `databricks-alerts/prod`. */
export function ownerOfThisStack(): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}`;
}

export function isOfThisStack(tags: Tags): boolean {
  return tags[OWNER_TAG] === ownerOfThisStack();
}
