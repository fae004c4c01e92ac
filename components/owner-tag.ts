import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../settings/settings";

type Tags = Readonly<Record<string, string>>;

/** Tag of what a stack made and the workspace cannot tell apart by its name, whose value names the stack. */
export const OWNER_TAG = "managed_by";

/** `databricks-alerts/prod`. */
export function ownerOfThisStack(): string {
  return `${pulumi.getProject()}/${pulumi.getStack()}`;
}

/** Tag that tells two people's stacks of one name apart: where the tables and alerts are. */
export const PLACE_TAG = "alerts_place";

/** A hash: names of folders and catalogs have characters, and lengths, that no tag may have. */
export function placeOfAlerts({
  catalog,
  goldSchema,
  parentPath,
}: Pick<Settings, "catalog" | "goldSchema" | "parentPath">): string {
  const place = JSON.stringify([catalog, goldSchema, parentPath]);
  return createHash("sha256").update(place).digest("hex").slice(0, 12);
}

export function isOfThisStack(tags: Tags): boolean {
  return tags[OWNER_TAG] === ownerOfThisStack();
}
