import { setMaxListeners } from "node:events";
import type { EvaluationBehaviour } from "../alerts/alert-behaviour";
import type { AlertBody, EvaluationState } from "../alerts/alert-shape";
import type { AlertStore } from "../alerts/alert-store";
import { ApiError } from "../api-error";
import type { SqlEngine } from "../sql/sql-engine";
import type { WarehouseStore } from "../warehouses/warehouse-store";
import { evaluateAlert, type Outcome, type RequireWarehouse } from "./evaluate-alert";
import type { Delivery, EvaluationEntry, EvaluationHistory } from "./evaluation-history";
import type { Inbox } from "./inbox";
import { renderNotification, templateVariables } from "./render-notification";
import type { Webhooks } from "./webhooks";

interface EvaluatorSurroundings {
  readonly alerts: AlertStore;
  readonly engine: SqlEngine;
  readonly warehouses: WarehouseStore;
  readonly history: EvaluationHistory;
  readonly inbox: Inbox;
  readonly webhooks: Webhooks;
  readonly now: () => Date;
  /** Refuses whoever may not use the warehouse. */
  readonly requireWarehouse: RequireWarehouse;
  readonly urlOf: (alertId: string) => string;
  readonly behaviour: EvaluationBehaviour;
}

/** Runs alerts: from the query to the state, the message and the history. */
export class AlertEvaluator {
  readonly #running = new Map<string, Promise<EvaluationEntry>>();
  readonly #abort = new AbortController();

  readonly #surroundings: EvaluatorSurroundings;

  constructor(surroundings: EvaluatorSurroundings) {
    this.#surroundings = surroundings;

    // Every evaluation that runs listens to it.
    setMaxListeners(0, this.#abort.signal);
  }

  /**
   * Paused alerts too; who asks while the alert is being evaluated gets that evaluation, unless overrides make it
   * another one: that one follows.
   */
  async evaluate(
    id: string,
    trigger: EvaluationEntry["trigger"],
    overrides?: EvaluationOverrides,
  ): Promise<EvaluationEntry> {
    const { alerts, behaviour } = this.#surroundings;
    const alert = alerts.get(id);
    if (alert.lifecycle_state === "DELETED")
      throw new ApiError(400, "INVALID_STATE", `Alert with ID '${id}' is in the trash`);

    const running = this.#running.get(id);
    if (running !== undefined && overrides !== undefined) {
      await running.catch(() => undefined);
      return this.evaluate(id, trigger, overrides);
    }
    if (running !== undefined && trigger === "ON_DEMAND") return running;
    if (running !== undefined) return this.#skip(id, alert, trigger, "its last evaluation has not ended yet");
    // What is due beyond that is skipped, not queued.
    if (this.#running.size >= behaviour.maxEvaluationsAtOnce)
      return this.#skip(id, alert, trigger, `${behaviour.maxEvaluationsAtOnce} evaluations run already`);

    const evaluation = this.#run(id, alert, trigger, overrides).finally(() => this.#running.delete(id));
    this.#running.set(id, evaluation);
    return evaluation;
  }

  /** Cancels what runs; that leaves no trace. */
  async close(): Promise<void> {
    this.#abort.abort();
    await Promise.allSettled(this.#running.values());
  }

  async #run(
    id: string,
    stored: AlertBody,
    trigger: EvaluationEntry["trigger"],
    overrides?: EvaluationOverrides,
  ): Promise<EvaluationEntry> {
    const { alerts, history, webhooks, now, behaviour } = this.#surroundings;
    const at = now();
    const alert = withOverrides(stored, overrides ?? {});
    const outcome = await evaluateAlert(alert, this.#surroundings, this.#abort.signal);
    if (this.#abort.signal.aborted) throw ApiError.beingStopped();

    const { state, value, threshold, valueKind, error } = outcome;
    const toldBefore = history.of(id).at(-1)?.told_at ?? null;
    // Other subscribers than the alert's own have not heard anything before, and their hearing it is no reason to be silent later.
    const areOthers = overrides?.subscriptions !== undefined;
    const isHeard =
      overrides === undefined || (areOthers ? behaviour.taskTellsGiven : behaviour.taskTellsOwn);
    const isAlsoOk = areOthers && state === "OK" && behaviour.taskTellsOk;
    const isTold =
      isHeard &&
      (isToBeTold(state, areOthers ? null : toldBefore, at, alert.evaluation.notification) ||
        (isAlsoOk && overrides.subscriptions.length > 0));
    const notification = isTold ? this.#notify(id, alert, outcome, at) : undefined;
    alerts.noteEvaluation(id, state, at);
    const deliveries = notification && (await webhooks.send(alert, notification, this.#abort.signal));
    return history.add({
      ...describe(id, alert, trigger, at),
      ended_at: now().toISOString(),
      state,
      value,
      threshold,
      ...(valueKind !== undefined && { value_kind: valueKind }),
      ...(error !== undefined && { error }),
      ...(notification !== undefined && {
        notification_id: notification.id,
        ...toldSubscriptions(notification.subscriptions, deliveries),
      }),
      told_at: state === "OK" ? null : isTold && !areOthers ? at.toISOString() : toldBefore,
    });
  }

  #skip(id: string, alert: AlertBody, trigger: EvaluationEntry["trigger"], skipped: string): EvaluationEntry {
    const { history, now } = this.#surroundings;
    const described = describe(id, alert, trigger, now());
    return history.add({
      ...described,
      state: described.previous_state,
      skipped,
      value: null,
      threshold: null,
      told_at: history.of(id).at(-1)?.told_at ?? null,
    });
  }

  #notify(id: string, alert: AlertBody, outcome: Outcome, at: Date) {
    const variables = templateVariables(alert, outcome, this.#surroundings.urlOf(id));
    return this.#surroundings.inbox.add({
      at: at.toISOString(),
      alert_id: id,
      display_name: alert.display_name,
      status: outcome.state,
      subscriptions: alert.evaluation.notification?.subscriptions ?? [],
      ...renderNotification(alert, variables),
    });
  }
}

function describe(id: string, alert: AlertBody, trigger: EvaluationEntry["trigger"], at: Date) {
  return {
    alert_id: id,
    display_name: alert.display_name,
    evaluated_at: at.toISOString(),
    trigger,
    previous_state: alert.evaluation.state ?? "UNKNOWN",
  };
}

type Notification = NonNullable<AlertBody["evaluation"]["notification"]>;

/** What a job's alert task sets for its evaluation in place of what the alert says. */
interface EvaluationOverrides {
  readonly subscriptions?: Notification["subscriptions"];
  readonly warehouseId?: string | undefined;
  /** Values by the name of the alert's parameter. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

function withOverrides(alert: AlertBody, overrides: EvaluationOverrides): AlertBody {
  const { subscriptions, warehouseId, parameters = {} } = overrides;
  const notification = { ...alert.evaluation.notification, subscriptions };
  return {
    ...alert,
    ...(warehouseId !== undefined && { warehouse_id: warehouseId }),
    ...(subscriptions !== undefined && { evaluation: { ...alert.evaluation, notification } }),
    ...(alert.parameters !== undefined && {
      parameters: alert.parameters.map((parameter) => ({
        ...parameter,
        ...(Object.hasOwn(parameters, parameter.name) && { value: parameters[parameter.name] }),
      })),
    }),
  };
}

/**
 * Whether subscribers hear of an evaluation. `toldAt` is when they last heard of the trouble that is still open: null
 * once it was over. ERROR and UNKNOWN tell nobody and end nothing.
 */
export function isToBeTold(
  state: EvaluationState,
  toldAt: string | null,
  now: Date,
  { subscriptions = [], retrigger_seconds = 0, notify_on_ok = false }: Notification = {},
): boolean {
  if (subscriptions.length === 0) return false;
  if (state === "OK") return notify_on_ok && toldAt !== null;
  if (state !== "TRIGGERED") return false;
  if (toldAt === null) return true;
  // "0 or absent: notify once until back to OK; 1: at every evaluation that triggers; N: at most every N seconds"
  if (retrigger_seconds <= 1) return retrigger_seconds === 1;
  return now.getTime() - Date.parse(toldAt) >= retrigger_seconds * 1000;
}

type Subscriptions = NonNullable<EvaluationEntry["subscriptions"]>;

/** Who was told and who was not: whoever needs no delivery reads the inbox. */
function toldSubscriptions(
  all: Subscriptions,
  deliveries: readonly Delivery[] = [],
): Pick<EvaluationEntry, "subscriptions" | "failed_subscriptions" | "deliveries"> {
  if (deliveries.length === 0) return { subscriptions: all };
  const failed = new Set(
    deliveries.filter(({ status }) => status === "FAILED").map(({ destination_id }) => destination_id),
  );
  const isFailed = ({ destination_id }: Subscriptions[number]) =>
    destination_id !== undefined && failed.has(destination_id);
  return {
    subscriptions: all.filter((one) => !isFailed(one)),
    failed_subscriptions: all.filter(isFailed),
    deliveries: [...deliveries],
  };
}
