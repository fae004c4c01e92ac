import { z } from "zod";

const commonFields = {
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(),
  /** A regular expression, matched against path and query. */
  path: z.string().refine(isRegularExpression, "is not a regular expression").default(""),
  /** How many matching calls it hits. */
  times: z.int().min(1).default(1),
};

/**
 * A failure to show to the next matching calls. `status` answers instead of the operation; `drop-before` closes the
 * connection before the operation is carried out, `drop-after` after it: the answer is lost, the effect is not.
 */
export const faultShape = z.discriminatedUnion("kind", [
  z.strictObject({
    ...commonFields,
    kind: z.literal("status"),
    status: z.int().min(400).max(599),
    errorCode: z.string(),
    message: z.string().default("Injected by the local workspace"),
    /** Seconds. */
    retryAfter: z.number().min(0).optional(),
  }),
  z.strictObject({ ...commonFields, kind: z.literal("drop-before") }),
  z.strictObject({ ...commonFields, kind: z.literal("drop-after") }),
]);
export type Fault = z.output<typeof faultShape>;
export type FaultInput = z.input<typeof faultShape>;

export class Faults {
  #waiting: Fault[] = [];

  /** What was added and has not hit yet. */
  get waiting(): readonly Fault[] {
    return this.#waiting;
  }

  add(...faults: readonly FaultInput[]): void {
    this.#waiting.push(...faults.map((fault) => faultShape.parse(fault)));
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The first fault that matches, used up by one. */
  take(method: string, path: string): Fault | undefined {
    const hit = this.#waiting.find(
      (fault) => (fault.method ?? method) === method && new RegExp(fault.path).test(path),
    );
    if (hit === undefined) return undefined;
    this.#waiting = this.#waiting
      .map((fault) => (fault === hit ? { ...fault, times: fault.times - 1 } : fault))
      .filter(({ times }) => times > 0);
    return hit;
  }
}

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
