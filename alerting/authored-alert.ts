import type { Comparand } from "./condition";
import type {
  AlertDefinition,
  AlertEvaluation,
  AlertThreshold,
  ComparisonOperator,
  LiveDefinition,
  LiveEvaluation,
  LiveThreshold,
} from "./definition";

/** Operators that the service does not have. */
export const COMPILED_OPERATORS = ["BETWEEN", "NOT_BETWEEN", "IN", "NOT_IN"] as const;
export type CompiledOperator = (typeof COMPILED_OPERATORS)[number];

/** Both ends are in it, and the first is the lower one. */
export interface ThresholdRange {
  readonly from: number;
  readonly to: number;
}

/** Numbers or texts. */
export interface ThresholdList {
  readonly values: readonly Comparand[];
}

/** How often a condition must hold before the alert fires: now, and at `times` of the last `checks`, now among them. */
export interface FiresFor {
  readonly times: number;
  readonly checks: number;
}

/** What a firing is held back by besides its condition. Left out: nothing. */
export interface Guards {
  readonly firesFor?: FiresFor;
  /** A firing alert goes on until the figure is beyond this one. */
  readonly clearsAt?: number;
  /** ISO 8601: quiet until then. */
  readonly silencedUntil?: string;
  /** Quiet as long as the view has a row of the alert. */
  readonly silences?: { readonly view: string; readonly alertId: string };
  readonly score?: Score;
}

/** Firings with a lower score than `atLeast` (0 … 1) are held back. */
export interface Score {
  /** `catalog.schema.function`, each part in backticks. */
  readonly function: string;
  readonly alertId: string;
  readonly atLeast: number;
}

/** What a condition may compare with. */
interface AuthoredThreshold {
  readonly range?: ThresholdRange;
  readonly list?: ThresholdList;
}

/**
 * An alert as the author of its row wrote it. What the service knows by itself is sent as it is; all else is compiled into the
 * query (`compile/compile.ts`).
 */
export interface AuthoredDefinition extends Omit<AlertDefinition, "evaluation">, Guards {
  readonly evaluation: Omit<AlertEvaluation, "comparisonOperator" | "threshold"> & {
    readonly comparisonOperator: ComparisonOperator | CompiledOperator;
    readonly threshold?: AlertThreshold & AuthoredThreshold;
  };
}

/** The same, of an alert as the workspace has it: read back from the compiled query (`compile/decompile.ts`). */
export interface AuthoredAlert extends Omit<LiveDefinition, "evaluation">, Guards {
  readonly evaluation: Omit<LiveEvaluation, "threshold"> & {
    readonly threshold?: LiveThreshold & AuthoredThreshold;
  };
}

export const GUARD_NAMES = ["firesFor", "clearsAt", "silencedUntil", "silences", "score"] as const;

/** The alert without these guards. @default without any */
export function withoutGuards<Alert extends Guards>(
  alert: Alert,
  names: readonly (keyof Guards)[] = GUARD_NAMES,
): Alert {
  const others = Object.entries(alert).filter(([key]) => !names.some((name) => name === key));
  // No alert needs any of them.
  return Object.fromEntries(others) as Alert;
}

/** Whether the service's own condition cannot say it. */
export function needsCompiler(alert: Pick<AuthoredAlert, "evaluation"> & Guards): boolean {
  const { comparisonOperator } = alert.evaluation;
  return COMPILED_OPERATORS.some((operator) => operator === comparisonOperator) || hasGuards(alert);
}

/** Whether more decides about a firing than the condition. */
export function hasGuards(alert: Guards): boolean {
  return GUARD_NAMES.some((name) => alert[name] !== undefined);
}

/** So many checks before the present one tell whether an alert that fired has been well again since. */
const RECOVERY_CHECKS = 24;

/** How many checks the query is asked at, the present one among them. */
export function checksAsked({ firesFor, clearsAt }: Guards): number {
  return Math.max(firesFor?.checks ?? 1, clearsAt === undefined ? 1 : RECOVERY_CHECKS + 1);
}
