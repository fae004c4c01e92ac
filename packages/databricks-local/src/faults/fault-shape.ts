import { z } from "zod";

const pattern = z.string().refine(isRegularExpression, "is not a regular expression");

/** How often it hits: of the calls that match, those after the first `skip`, every `every`th of them, by chance, `times` at most. */
const countFields = {
  times: z.union([z.int().min(1), z.literal("always")]).default(1),
  skip: z.int().min(0).default(0),
  every: z.int().min(1).default(1),
  /** From 0 to 1. The dice are thrown by `seed`: the same calls in the same order meet the same luck. */
  probability: z.number().min(0).max(1).default(1),
  seed: z.int().default(1),
};

const callFields = {
  ...countFields,
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(),
  /** A regular expression, matched against path and query. */
  path: pattern.default(""),
  /** A regular expression, matched against the name of a call of the SQL drivers' protocol, such as `FetchResults`. */
  operation: pattern.optional(),
  /** A regular expression, case ignored, matched against the SQL text that the call sends or reads the result of. */
  statement: pattern.optional(),
};

const statementFields = { ...countFields, statement: pattern.default("") };

const milliseconds = z.number().min(0);
const WHENS = ["before", "after-work", "after-answer"] as const;
export type When = (typeof WHENS)[number];
const when = z.enum(WHENS).default("before");
/** Before the work, or when it is done and its answer is lost. */
const aroundWork = z.enum(["before", "after-work"]).default("before");

const message = z.string().default("Injected by the local workspace");

/** What a call can meet, as HTTP shows it. `docs/faults.md` has an example of each. */
const CALL_FAULTS = [
  z.strictObject({
    ...callFields,
    kind: z.literal("latency"),
    ms: milliseconds,
    upToMs: milliseconds.optional(),
  }),
  z.strictObject({
    ...callFields,
    kind: z.literal("status"),
    when: aroundWork,
    status: z.int().min(400).max(599),
    errorCode: z.union([z.string(), z.int()]),
    message,
    /** Seconds. */
    retryAfter: z.number().min(0).optional(),
  }),
  z.strictObject({
    ...callFields,
    kind: z.literal("expired-token"),
    status: z.literal([401, 403]).default(403),
  }),
  z.strictObject({ ...callFields, kind: z.literal("drop-before") }),
  z.strictObject({ ...callFields, kind: z.literal("drop-after") }),
  z.strictObject({
    ...callFields,
    kind: z.literal("slow-answer"),
    bytesPerSecond: z.number().min(1).default(100),
  }),
  z.strictObject({
    ...callFields,
    kind: z.literal("half-answer"),
    fraction: z.number().min(0).max(1).default(0.5),
  }),
  z.strictObject({
    ...callFields,
    kind: z.literal("wrong-json"),
    body: z.string().default('{"unfinished": '),
  }),
  z.strictObject({ ...callFields, kind: z.literal("kill"), when }),
  z.strictObject({ ...callFields, kind: z.literal("pause"), when }),
] as const;

/** What a statement can meet in the engine, whoever sent it: a driver, statement execution, an alert. */
const STATEMENT_FAULTS = [
  z.strictObject({
    ...statementFields,
    kind: z.literal("statement-error"),
    when: aroundWork,
    errorClass: z.string().default("INTERNAL_ERROR"),
    sqlState: z
      .string()
      .regex(/^[0-9A-Z]{5}$/, "must be five digits or capital letters")
      .default("XX000"),
    message,
  }),
  z.strictObject({ ...statementFields, kind: z.literal("statement-hang"), ms: milliseconds.optional() }),
] as const;

export const faultShape = z.discriminatedUnion("kind", [...CALL_FAULTS, ...STATEMENT_FAULTS]);
export type Fault = z.output<typeof faultShape>;
export type FaultInput = z.input<typeof faultShape>;

export type StatementFault = Extract<Fault, { kind: `statement-${string}` }>;
export type CallFault = Exclude<Fault, StatementFault>;

export function isStatementFault(fault: Fault): fault is StatementFault {
  return fault.kind === "statement-error" || fault.kind === "statement-hang";
}

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** What a fault hits, in words. */
export function targetOf(fault: Fault): string {
  const statement = fault.statement === undefined || fault.statement === "" ? "" : ` ${fault.statement}`;
  if (isStatementFault(fault)) return `statements${statement}`;
  const { method = "any method", path, operation } = fault;
  return `${method} ${path === "" ? "any path" : path}${operation === undefined ? "" : ` ${operation}`}${statement}`;
}

/** What a fault does, in words. */
export function effectOf(fault: Fault): string {
  switch (fault.kind) {
    case "latency":
      return `answers ${fault.ms}${fault.upToMs === undefined ? "" : ` to ${fault.upToMs}`} ms later`;
    case "status":
      return `answers ${fault.status} ${fault.errorCode}${fault.when === "after-work" ? " after the work is done" : ""}`;
    case "expired-token":
      return `answers ${fault.status} as to an expired token`;
    case "drop-before":
      return "drops the connection before the work is done";
    case "drop-after":
      return "drops the connection after the work is done";
    case "slow-answer":
      return `answers ${fault.bytesPerSecond} bytes a second`;
    case "half-answer":
      return "cuts the answer off";
    case "wrong-json":
      return "answers what is no JSON";
    case "kill":
      return `kills the workspace (${fault.when})`;
    case "pause":
      return `holds the call (${fault.when})`;
    case "statement-error":
      return `fails with SQLSTATE ${fault.sqlState}${fault.when === "after-work" ? " after the work is done" : ""}`;
    case "statement-hang":
      return fault.ms === undefined ? "hangs until it is cancelled" : `hangs for ${fault.ms} ms`;
  }
}
