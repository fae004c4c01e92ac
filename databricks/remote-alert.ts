import type { z } from "zod";
import type { LiveDefinition } from "../alerting/definition";

/** An alert as the workspace has it. */
export interface RemoteAlert {
  readonly id: string;
  /**
   * Normalised: no `/Workspace` prefix, the service's defaults filled in. What no row can say is kept as it came, so that it
   * shows as drift.
   */
  readonly definition: LiveDefinition;
  readonly lifecycleState: "ACTIVE" | "DELETED";
  /** How the last evaluation ended: `OK`, `TRIGGERED`, `ERROR`, `UNKNOWN`. */
  readonly evaluationState?: string;
  readonly lastEvaluatedAt?: string;
  readonly createTime?: string;
  readonly updateTime?: string;
  readonly ownerUserName?: string;
  /** Fields that no row can say anything of, by their paths in the API: whatever we write, the alert keeps them. */
  readonly kept?: readonly string[];
}

/**
 * The keys of an answer that its shape does not name, each with `path` before it. What is empty is left out, and so is what
 * the service works out from other fields (`effective_run_as`).
 */
export function unknownKeys(path: string, value: object, { shape }: z.ZodObject): string[] {
  return Object.entries(value)
    .filter(([key, part]) => !Object.hasOwn(shape, key) && !key.startsWith("effective_") && !isUnset(part))
    .map(([key]) => path + key);
}

/** In an answer null, an empty text, list or message all mean: not set. */
export function isUnset(value: unknown): boolean {
  return value === null || value === undefined || ['""', "[]", "{}"].includes(JSON.stringify(value));
}
