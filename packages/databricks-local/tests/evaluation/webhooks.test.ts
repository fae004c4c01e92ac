import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { alertBody } from "../alert-body";
import { asJson, NOW, useWorkspace, type Json } from "../use-workspace";

interface Receiver {
  readonly server: Server;
  readonly url: string;
  readonly received: { readonly headers: IncomingMessage["headers"]; readonly body: Json }[];
  /** The statuses of the next answers; 200 after them. */
  readonly statuses: number[];
}

/** A webhook on this machine. */
async function openReceiver(): Promise<Receiver> {
  const received: Receiver["received"][number][] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body: asJson(JSON.parse(body)) });
      const status = statuses.shift() ?? 200;
      response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A listening TCP server has one.
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}/hooks/SECRET`, received, statuses };
}

describe("Webhooks of destinations", () => {
  const { call, createAlert, dataDir } = useWorkspace({
    deliverWebhooks: "loopback",
    nameClash: "duplicate",
  });
  let receiver: Receiver;
  before(async () => {
    receiver = await openReceiver();
  });
  after(() => receiver.server.close());

  const destination = async (config: Json) => {
    const body = { display_name: "hook", config };
    return String((await call("POST", "/api/2.0/notification-destinations", body)).body.id);
  };
  const subscribed = (...ids: string[]) => {
    const { evaluation } = alertBody();
    const subscriptions = [
      { user_email: "finops@example.com" },
      ...ids.map((destination_id) => ({ destination_id })),
    ];
    return alertBody({
      evaluation: { ...evaluation, notification: { subscriptions, retrigger_seconds: 1 } },
    });
  };
  const evaluate = async (id: string) => (await call("POST", `/_local/alerts/${id}/evaluate`)).body;

  it("receive the service's payload, with the destination's credentials", async () => {
    const url = receiver.url;
    await call("POST", "/api/2.0/workspace/mkdirs", { path: "/Alerting" });
    const folder = (await call("GET", "/api/2.0/workspace/get-status?path=/Alerting")).body;
    const hook = await destination({ generic_webhook: { url, username: "alerts", password: "pass word" } });
    const id = await createAlert({
      ...subscribed(hook),
      custom_summary: "{{ALERT_NAME}} is {{ALERT_STATUS}}",
    });
    const entry = await evaluate(id);
    assert.deepEqual(entry.deliveries, [{ destination_id: hook, status: "DELIVERED", attempts: 1 }]);
    const [request] = receiver.received.splice(0);
    assert.equal(request?.headers.authorization, `Basic ${btoa("alerts:pass word")}`);
    assert.equal(request.headers["content-type"], "application/json");
    const { url_base, alert, ...rest } = request.body;
    assert.match(String(url_base), /^http:\/\/127\.0\.0\.1:\d+\/sql\?o=1000000000000000$/);
    const { description, ...told } = asJson(alert);
    assert.match(String(description), /the value is 75\./);
    assert.deepEqual(
      [rest, told],
      [
        { event: "alert_state_change" },
        {
          title: "[WARNING] Tag Coverage Drop is TRIGGERED",
          alert: {
            id,
            name: "[WARNING] Tag Coverage Drop",
            owner: {
              id: 1000000000000001,
              name: "local.user@example.com",
              email: "local.user@example.com",
            },
            created_at: NOW.getTime(),
            parent: `folders/${String(folder.object_id)}`,
            query_text: "SELECT 75 AS tag_coverage_pct",
            warehouse_id: "10ca1f0000000001",
            custom_summary: "{{ALERT_NAME}} is {{ALERT_STATUS}}",
            evaluations: [
              {
                id: entry.notification_id,
                source: { aggregation: "AGGREGATION_UNSPECIFIED", name: "tag_coverage_pct" },
                comparison_operator: "LESS_THAN",
                threshold: { value: { double_value: 80 } },
                empty_result_state: "OK",
                notification: {
                  seconds_to_retrigger: 1,
                  subscriptions: [{ user_email: "finops@example.com" }, { destination_id: hook }],
                },
              },
            ],
          },
        },
      ],
    );
  });

  it("are asked again after what may pass, and not after a refusal", async () => {
    const hook = await destination({ generic_webhook: { url: receiver.url } });
    const id = await createAlert(subscribed(hook));
    const outcomes: unknown[] = [];
    for (const statuses of [[503, 429], [500, 502, 503], [404], [302]]) {
      receiver.statuses.splice(0, Infinity, ...statuses);
      const { deliveries } = await evaluate(id);
      assert.ok(Array.isArray(deliveries));
      const { status, attempts, detail } = asJson(deliveries[0]);
      outcomes.push([status, attempts, detail, receiver.received.splice(0).length]);
    }
    assert.deepEqual(outcomes, [
      ["DELIVERED", 3, undefined, 3],
      ["FAILED", 3, "HTTP 503", 3],
      ["FAILED", 1, "HTTP 404", 1],
      ["FAILED", 1, "HTTP 302", 1],
    ]);
  });

  it("that cannot be told are named, in the history and in the system table; the inbox has the message", async () => {
    const closed = await openReceiver();
    closed.server.close();
    const ids = [
      await destination({ generic_webhook: { url: closed.url } }),
      await destination({ generic_webhook: { url: "https://hooks.example.com/SECRET" } }),
      await destination({ slack: { url: "https://hooks.slack.com/SECRET" } }),
      "none",
    ];
    const entry = await evaluate(await createAlert(subscribed(...ids)));
    assert.deepEqual(entry.deliveries, [
      { destination_id: ids[0], status: "FAILED", attempts: 3, detail: "no connection: ECONNREFUSED" },
      {
        destination_id: ids[1],
        status: "FAILED",
        attempts: 0,
        detail: "the host is not this machine: start the workspace with --deliver-webhooks anywhere",
      },
      {
        destination_id: ids[2],
        status: "INBOX_ONLY",
        attempts: 0,
        detail: "the local workspace sends nothing to destinations of type SLACK",
      },
      {
        destination_id: "none",
        status: "FAILED",
        attempts: 0,
        detail: "there is no such notification destination",
      },
    ]);
    const { body } = await call("POST", "/api/2.0/sql/statements", {
      statement:
        "SELECT transform(notified_subscriptions, s -> coalesce(s.user_email, s.destination_id)), " +
        "transform(failed_subscriptions, s -> s.destination_id) FROM system.alert.alert_evaluation_history " +
        `WHERE alert_run_id = '${String(entry.evaluation_id)}'`,
      warehouse_id: "10ca1f0000000001",
    });
    assert.deepEqual(asJson(body.result).data_array, [
      [JSON.stringify(["finops@example.com", ids[2]]), JSON.stringify([ids[0], ids[1], "none"])],
    ]);
    const { notifications } = (await call("GET", "/_local/inbox")).body;
    assert.ok(Array.isArray(notifications));
    assert.equal(asJson(notifications.at(-1)).id, entry.notification_id);
  });

  it("leave no secret in the history, the inbox and the requests", async () => {
    const requests = JSON.stringify((await call("GET", "/_local/requests")).body);
    const files = ["alert-evaluations.jsonl", "inbox.jsonl", "alert-changes.jsonl"];
    const kept = files.map((file) => readFileSync(join(dataDir, file), "utf8")).join("") + requests;
    assert.equal(/SECRET|pass word/.exec(kept), null);
  });
});

describe("Webhooks of a workspace that was not asked to deliver", () => {
  const { call, createAlert } = useWorkspace();

  it("hear nothing", async () => {
    const { server, url, received } = await openReceiver();
    try {
      const { body } = await call("POST", "/api/2.0/notification-destinations", {
        display_name: "hook",
        config: { generic_webhook: { url } },
      });
      const notification = { subscriptions: [{ destination_id: body.id }] };
      const id = await createAlert(alertBody({ evaluation: { ...alertBody().evaluation, notification } }));
      const { body: entry } = await call("POST", `/_local/alerts/${id}/evaluate`);
      assert.deepEqual([entry.state, entry.deliveries, received], ["TRIGGERED", undefined, []]);
      assert.deepEqual(entry.subscriptions, [{ destination_id: body.id }]);
    } finally {
      server.close();
    }
  });
});
