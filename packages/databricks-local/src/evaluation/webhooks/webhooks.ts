import type { AlertBody } from "../../alerts/alert-shape";
import type { DestinationStore, StoredDestination } from "../../destinations/destination-store";
import { isLoopback } from "../../loopback";
import type { Delivery } from "../evaluation-history";
import type { InboxNotification } from "../inbox";
import { postWebhook, type WebhookTarget } from "./post-webhook";
import { webhookPayload, type WebhookSender } from "./webhook-payload";

/** Where notifications may go: nowhere but to the inbox, to this machine only, or to any host. */
export const WEBHOOK_HOSTS = ["none", "loopback", "anywhere"] as const;
export type WebhookHosts = (typeof WEBHOOK_HOSTS)[number];

/** Sends notifications to the alert's destinations, as real HTTP, when that was asked for. */
export class Webhooks {
  constructor(
    private readonly hosts: WebhookHosts,
    private readonly destinations: DestinationStore,
    private readonly sender: () => WebhookSender,
  ) {}

  /** What became of each destination of the notification; nothing when nothing is to leave the workspace. */
  send(alert: AlertBody, notification: InboxNotification, signal: AbortSignal): Promise<Delivery[]> {
    if (this.hosts === "none") return Promise.resolve([]);
    const ids =
      alert.evaluation.notification?.subscriptions?.flatMap(({ destination_id: id }) => id ?? []) ?? [];
    const payload = webhookPayload(alert, notification.id, notification, this.sender());
    return Promise.all([...new Set(ids)].map((id) => this.#deliver(id, payload, signal)));
  }

  async #deliver(id: string, payload: object, signal: AbortSignal): Promise<Delivery> {
    const destination = this.destinations.list().find((one) => one.id === id);
    if (destination === undefined) return failed(id, 0, "there is no such notification destination");
    if (destination.destination_type !== "WEBHOOK") {
      const detail = `the local workspace sends nothing to destinations of type ${destination.destination_type}`;
      return { destination_id: id, status: "INBOX_ONLY", attempts: 0, detail };
    }
    const target = targetOf(destination);
    if (this.hosts === "loopback" && !isLoopback(new URL(target.url))) {
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
