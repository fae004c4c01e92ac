import type { EvaluationState } from "./alert-shape";

/** What is not known for sure about the real service, so that it can be tried either way; and its limits. */
export interface AlertBehaviour {
  /**
   * An active alert of the same name in the same folder: refuse (RESOURCE_ALREADY_EXISTS), append " (1)", or allow.
   * @default "error"
   */
  readonly nameClash: "error" | "suffix" | "duplicate";
  /**
   * Whether optional fields that were left out are answered with their defaults.
   * @default false
   */
  readonly fillDefaults: boolean;
  /**
   * Whether the alert is kept in a form of the service's own that means the same (alert-normalisation.ts).
   * @default false
   */
  readonly normalise: boolean;
  /**
   * Fields that an update is answered 200 for, and that stay as they were: `evaluation.threshold`.
   * @default none
   */
  readonly keptFields: readonly string[];
  /**
   * Whether a listing shows alerts that are in the trash.
   * @default false
   */
  readonly listTrash: boolean;
  /**
   * Whether `parent_path` must be a folder that exists. On the service it probably must: dashboards, notebooks and
   * files are refused without theirs.
   * @default false
   */
  readonly checkParentPath: boolean;
  /**
   * Whether an alert in the trash is found by its id, with `lifecycle_state: DELETED`; otherwise it is a 404.
   * @default true
   */
  readonly findTrash: boolean;
  /**
   * The folder of an alert that comes without `parent_path`.
   * @default the user's home
   */
  readonly defaultFolder?: string | undefined;
  /**
   * Alerts on a page of a listing that asks for no size.
   * @default 20
   */
  readonly alertPageSize: number;
  /**
   * The largest size of a page that can be asked for.
   * @default 100
   */
  readonly maxAlertPageSize: number;
  /**
   * Alerts that a workspace holds, trash included.
   * @default 1000
   */
  readonly alertQuota: number;
  /**
   * Evaluations at the same time; what is due beyond that is skipped.
   * @default 250
   */
  readonly maxEvaluationsAtOnce: number;
  /**
   * The state where IS_NOT_NULL looks at the first row's value, and that is NULL.
   * @default "OK"
   */
  readonly nullIsNotNull: EvaluationState;
  /**
   * Likewise where it looks at an aggregation, and that is NULL.
   * @default "OK"
   */
  readonly nullAggregateIsNotNull: EvaluationState;
  /**
   * The state where a value is compared with a threshold, and is NULL.
   * @default "OK"
   */
  readonly nullCompared: EvaluationState;
  /**
   * Whether a job's alert task without subscribers tells those of the alert.
   * @default true
   */
  readonly taskTellsOwn: boolean;
  /**
   * Whether it tells the subscribers that it names.
   * @default true
   */
  readonly taskTellsGiven: boolean;
  /**
   * Whether it tells those that it names also that the alert is OK.
   * @default false
   */
  readonly taskTellsOk: boolean;
}

export type EvaluationBehaviour = Pick<
  AlertBehaviour,
  | "maxEvaluationsAtOnce"
  | "nullIsNotNull"
  | "nullAggregateIsNotNull"
  | "nullCompared"
  | "taskTellsOwn"
  | "taskTellsGiven"
  | "taskTellsOk"
>;

export const DEFAULT_ALERT_BEHAVIOUR: AlertBehaviour = {
  nameClash: "error",
  fillDefaults: false,
  normalise: false,
  keptFields: [],
  listTrash: false,
  checkParentPath: false,
  findTrash: true,
  alertPageSize: 20,
  maxAlertPageSize: 100,
  alertQuota: 1000,
  maxEvaluationsAtOnce: 250,
  nullIsNotNull: "OK",
  nullAggregateIsNotNull: "OK",
  nullCompared: "OK",
  taskTellsOwn: true,
  taskTellsGiven: true,
  taskTellsOk: false,
};
