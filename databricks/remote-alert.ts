import { z } from "zod";
import { type LiveDefinition, type LiveValue, NOT_FINITE } from "../alerting/definition";

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

/** The value of a threshold in an answer, of either version of alerts: one of them, the others left out or null. */
export const THRESHOLD_VALUE = z.object({
  double_value: z.union([z.enum(NOT_FINITE), z.coerce.number()]).nullish(),
  string_value: z.string().nullish(),
  bool_value: z.boolean().nullish(),
});

/** What of it is set, if anything is. */
export function thresholdValue(
  value: z.output<typeof THRESHOLD_VALUE> | null | undefined,
): LiveValue | undefined {
  const { double_value: doubleValue, string_value: stringValue, bool_value: boolValue } = value ?? {};
  if (doubleValue !== undefined && doubleValue !== null) return { doubleValue };
  if (stringValue !== undefined && stringValue !== null) return { stringValue };
  return boolValue === undefined || boolValue === null ? undefined : { boolValue };
}

/** In an answer null, an empty text, list or message all mean: not set. */
export function isUnset(value: unknown): boolean {
  return value === null || value === undefined || ['""', "[]", "{}"].includes(JSON.stringify(value));
}
