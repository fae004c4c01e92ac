import { randomBytes } from "node:crypto";
import type { OAuthClient } from "./access/oauth-tokens";
import { type AlertBehaviour, DEFAULT_ALERT_BEHAVIOUR } from "./alerts/alert-behaviour";
import type { EverySecond } from "./evaluation/scheduler";
import type { WebhookHosts } from "./evaluation/webhooks";
import type { FaultInput } from "./faults/fault-shape";

export interface WorkspaceOptions extends Partial<AlertBehaviour> {
  /** Everything that the workspace keeps; made when it is missing. One process at a time. */
  readonly dataDir: string;
  /**
   * SQL scripts that a new workspace runs before anybody uses it; each must bear to be run twice.
   * @default none
   */
  readonly setup?: readonly string[];
  /**
   * Files with a query each, whose rows the page shows beside alerts (docs/page.md).
   * @default none
   */
  readonly alertNotes?: readonly string[];
  /**
   * On 127.0.0.1.
   * @default 0: a free one
   */
  readonly port?: number | undefined;
  /** @default a new one at each start */
  readonly token?: string | undefined;
  /** @default "local.user@example.com" */
  readonly userName?: string;
  /**
   * Service principals that may ask for tokens by OAuth. They are administrators.
   * @default none
   */
  readonly oauthClients?: readonly OAuthClient[];
  /**
   * Added to each REST call, in milliseconds.
   * @default 0
   */
  readonly latencyMs?: number;
  /**
   * A grant to a principal that the workspace does not know: refuse it as the service does (PRINCIPAL_DOES_NOT_EXIST),
   * or take it for one of the account.
   * @default "accept"
   */
  readonly unknownPrincipals?: "accept" | "error";
  /**
   * How long a stopped SQL warehouse takes to start, in milliseconds of the real time.
   * @default 0
   */
  readonly warehouseStartMs?: number | undefined;
  /**
   * Where notifications to generic webhooks are sent, besides the inbox.
   * @default "none"
   */
  readonly deliverWebhooks?: WebhookHosts | undefined;
  /** Failures to show to the first matching calls. */
  readonly faults?: readonly FaultInput[];
  /**
   * REST calls beyond these are answered with 429.
   * @default no limit
   */
  readonly requestsPerSecond?: number | undefined;
  /** Now, for timestamps. */
  readonly clock?: () => Date;
  /**
   * The moment at which the workspace's time begins.
   * @default what `clock` tells
   */
  readonly now?: Date | undefined;
  /**
   * Whether alerts run on their schedules as time goes by. Moving the clock runs them in any case.
   * @default false
   */
  readonly runSchedules?: boolean;
  /**
   * The interpreter of Python notebooks: a path, or a name to look for.
   * @default "python3" on the PATH
   */
  readonly python?: string | undefined;
  /** What the schedules are driven by. @default a timer of the process */
  readonly everySecond?: EverySecond;
}

export function completeOptions(options: WorkspaceOptions) {
  return {
    ...DEFAULT_ALERT_BEHAVIOUR,
    port: 0,
    userName: "local.user@example.com",
    setup: [],
    alertNotes: [],
    oauthClients: [],
    latencyMs: 0,
    unknownPrincipals: "accept" as "accept" | "error",
    faults: [],
    requestsPerSecond: undefined,
    runSchedules: false,
    everySecond,
    clock: () => new Date(),
    ...options,
    warehouseStartMs: options.warehouseStartMs ?? 0,
    deliverWebhooks: options.deliverWebhooks ?? "none",
    token: options.token ?? `dapi${randomBytes(16).toString("hex")}`,
  };
}
export type CompleteOptions = ReturnType<typeof completeOptions>;

function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1000).unref();
  return () => clearInterval(timer);
}
