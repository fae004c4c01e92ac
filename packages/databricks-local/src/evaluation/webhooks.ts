import { setTimeout } from "node:timers/promises";
import type { AlertBody } from "../alerts/alert-shape";
import type { DestinationStore, StoredDestination } from "../destinations/destination-store";
import { LinkedAbort } from "../linked-abort";
import { isLoopback } from "../loopback";
import type { Delivery } from "./evaluation-history";
import type { InboxNotification } from "./inbox";
import type { RenderedNotification } from "./render-notification";

/** Where notifications may go: nowhere but to the inbox, to this machine only, or to any host. */
export type WebhookHosts = "none" | "loopback" | "anywhere";

/** Sends notifications to the alert's destinations, as real HTTP, when that was asked for. */
export class Webhooks {
  readonly #hosts: WebhookHosts;
  readonly #destinations: DestinationStore;
  readonly #sender: () => WebhookSender;

  constructor(hosts: WebhookHosts, destinations: DestinationStore, sender: () => WebhookSender) {
    this.#hosts = hosts;
    this.#destinations = destinations;
    this.#sender = sender;
  }

  /** What became of each destination of the notification; nothing when nothing is to leave the workspace. */
  send(alert: AlertBody, notification: InboxNotification, signal: AbortSignal): Promise<Delivery[]> {
    if (this.#hosts === "none") return Promise.resolve([]);
    const ids =
      alert.evaluation.notification?.subscriptions?.flatMap(({ destination_id: id }) => id ?? []) ?? [];
    const payload = webhookPayload(alert, notification.id, notification, this.#sender());
    return Promise.all([...new Set(ids)].map((id) => this.#deliver(id, payload, signal)));
  }

  async #deliver(id: string, payload: object, signal: AbortSignal): Promise<Delivery> {
    const destination = this.#destinations.list().find((one) => one.id === id);
    if (destination === undefined) return failed(id, 0, "there is no such notification destination");
    if (destination.destination_type !== "WEBHOOK") {
      const detail = `the local workspace sends nothing to destinations of type ${destination.destination_type}`;
      return { destination_id: id, status: "INBOX_ONLY", attempts: 0, detail };
    }
    const target = targetOf(destination);
    if (this.#hosts === "loopback" && !isLoopback(new URL(target.url))) {
      return failed(
        id,
        0,
        "the host is not this machine: start the workspace with --deliver-webhooks anywhere",
      );
    }
    const { attempts, failure } = await postWebhook(target, payload, signal);
    return failure === undefined
      ? { destination_id: id, status: "DELIVERED", attempts }
      : failed(id, attempts, failure);
  }
}

function failed(destination_id: string, attempts: number, detail: string): Delivery {
  return { destination_id, status: "FAILED", attempts, detail };
}

function targetOf({ config }: StoredDestination): WebhookTarget {
  const { url, username, password } = config.generic_webhook ?? {};
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  return { url: text(url) ?? "", username: text(username), password: text(password) };
}

const MAX_ATTEMPTS = 3;
const TIMEOUT_MS = 3000;
const PAUSE_MS = 200;

interface WebhookTarget {
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

interface PostResult {
  readonly attempts: number;
  /** What went wrong with the last attempt, without a word of the target: its URL is a secret, too. */
  readonly failure?: string;
}

/** Sends a payload, and again after what may pass: no answer, 429 and 5xx. */
async function postWebhook(target: WebhookTarget, payload: object, signal: AbortSignal): Promise<PostResult> {
  for (let attempts = 1; ; attempts += 1) {
    const { failure, isFinal } = await attempt(target, payload, signal);
    if (failure === undefined) return { attempts };
    if (isFinal || attempts === MAX_ATTEMPTS || signal.aborted) return { attempts, failure };
    await setTimeout(PAUSE_MS * attempts, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function attempt(target: WebhookTarget, payload: object, stopped: AbortSignal) {
  const end = new LinkedAbort(stopped);
  end.abortAfter(TIMEOUT_MS, new DOMException("No answer", "TimeoutError"));
  try {
    const response = await fetch(target.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...authorization(target) },
      body: JSON.stringify(payload),
      // It could lead to another host.
      redirect: "manual",
      signal: end.signal,
    });
    await response.body?.cancel();
    if (response.ok) return {};
    return {
      failure: `HTTP ${response.status}`,
      isFinal: response.status !== 429 && response.status < 500,
    };
  } catch (error) {
    return { failure: failureOf(error) };
  } finally {
    end.release();
  }
}

function authorization({ username, password = "" }: WebhookTarget): Record<string, string> {
  if (username === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
}

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  if (error.name === "AbortError") return "the workspace was stopped";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? `no connection: ${String(cause.code)}` : "no connection";
}

interface WebhookSender {
  /** The workspace's URL. */
  readonly host: string;
  readonly workspaceId: string;
  /** The id of a user, by name. */
  readonly principalId: (name: string) => string | undefined;
  /** The id of a folder, if the workspace has it as a folder. */
  readonly folderId: (path: string) => number | undefined;
}

/**
 * What the service posts to a generic webhook. "Fields without values are omitted."
 *
 * @see https://docs.databricks.com/aws/en/sql/user/alerts/webhook-payload
 */
function webhookPayload(
  alert: AlertBody,
  notificationId: string,
  { subject, body }: Pick<RenderedNotification, "subject" | "body">,
  { host, workspaceId, principalId, folderId }: WebhookSender,
) {
  const { evaluation, owner_user_name: owner = "" } = alert;
  const { notification = {} } = evaluation;
  const ownerId = principalId(owner);
  const folder = folderId(alert.parent_path ?? "");
  return {
    event: "alert_state_change",
    url_base: `${host}/sql?o=${workspaceId}`,
    alert: {
      title: subject,
      description: body,
      alert: {
        id: alert.id,
        name: alert.display_name,
        owner: { id: ownerId === undefined ? undefined : Number(ownerId), name: owner, email: owner },
        created_at: Date.parse(alert.create_time ?? ""),
        parent: folder === undefined ? undefined : `folders/${folder}`,
        query_text: alert.query_text,
        warehouse_id: alert.warehouse_id,
        custom_summary: alert.custom_summary,
        custom_description: alert.custom_description,
        evaluations: [
          {
            id: notificationId,
            source: withAggregation(evaluation.source),
            comparison_operator: evaluation.comparison_operator,
            threshold: evaluation.threshold,
            empty_result_state: evaluation.empty_result_state,
            notification: {
              seconds_to_retrigger: notification.retrigger_seconds,
              notify_on_ok: notification.notify_on_ok,
              subscriptions: notification.subscriptions,
            },
          },
        ],
      },
    },
  };
}

function withAggregation(source: AlertBody["evaluation"]["source"]) {
  return { aggregation: "AGGREGATION_UNSPECIFIED", ...source };
}
