import { routesOf } from "../../alerting/destinations/routes";
import type { AlertPlan } from "../../alerting/plan-alerts";
import { ownIdentity } from "../../databricks/directory";
import type { Connection } from "../../databricks/open-connection";
import { ExpectedError, reasonOf } from "../../messages/expected-error";
import { shownText, visibleText } from "../../messages/words";
import { RowQueries } from "../../rows/row-queries";
import { recordChannelTests } from "../../rows/statements/write-rows";
import type { Settings } from "../../settings/settings";
import type { NotifyOptions } from "../notify";
import { type Receiver, receiversOf } from "./receivers";
import { describeRoutes } from "./describe-routes";
import { type SentTest, sendTests } from "./send";
import { type TestMessage, testMessage } from "./test-message";
import { progressLines } from "../progress-lines";
import { withShortLivedAlerts } from "../short-lived-alerts";
import { onConnection } from "../on-connection";
import { alertOf, planOf } from "../stack-plan";

/** Shows an alert's message, sends it where receivers are named, and says what came of it. */
export async function notify(alertId: string | undefined, options: NotifyOptions): Promise<void> {
  refuseContradictions(alertId, options);
  const progress = progressLines();
  await onConnection(
    options,
    async (connection, settings) => {
      const plan = await planOf(connection, settings, options.stack);
      if (alertId === undefined) return showRoutes(plan, settings, options);
      const alert = alertOf(plan, alertId);
      const receivers = receiversOf(options, alert.row.notification_channels, plan.channels, settings);
      const message = await testMessage(alert, new RowQueries(connection.sql), options);
      if (!options.json) console.log(describeMessage(message));
      const sent = await send({ connection, settings, plan, message, receivers, progress });
      if (options.json)
        console.log(JSON.stringify({ version: 1, alertId, ...message.text, sent }, undefined, 2));
      else console.log(describeSent(sent));
      if (sent.some(({ status }) => status === "FAILED")) process.exitCode = 1;
    },
    progress,
  );
}

function refuseContradictions(alertId: string | undefined, options: NotifyOptions): void {
  const names = options.to.length + options.channel.length > 0 || options.allChannels === true;
  if (options.routes && (alertId !== undefined || names)) {
    throw new ExpectedError(
      "--routes is about all alerts and sends nothing: give it without a row and without receivers.",
    );
  }
  if (!options.routes && alertId === undefined)
    throw new ExpectedError("Name the row by its alert_id, or give --routes.");
}

function showRoutes({ alerts, channels }: AlertPlan, settings: Settings, { json }: NotifyOptions): void {
  const routes = routesOf(alerts, channels, settings);
  console.log(json ? JSON.stringify({ version: 1, routes }, undefined, 2) : describeRoutes(routes));
}

interface Sending {
  readonly connection: Connection;
  readonly settings: Settings;
  readonly plan: AlertPlan;
  readonly message: TestMessage;
  readonly receivers: readonly Receiver[];
  readonly progress: (line: string) => void;
}

/** Who was told is remembered, also where the command is ended before all were. */
async function send({
  connection,
  settings,
  plan,
  message,
  receivers,
  progress,
}: Sending): Promise<readonly SentTest[]> {
  if (receivers.length === 0) return [];
  const who = await ownIdentity(connection.rest);
  const sent: SentTest[] = [];
  const occasion = { kind: "test", parentPath: settings.parentPath, who, say: console.error } as const;
  try {
    await withShortLivedAlerts(connection, occasion, (made) =>
      sendTests(connection, made, message, receivers, {
        onSent: (one) => void sent.push(one),
        onWait: progress,
      }),
    );
  } finally {
    await remember(connection, settings, plan, sent);
  }
  return sent;
}

async function remember(
  { sql }: Connection,
  settings: Settings,
  plan: AlertPlan,
  sent: readonly SentTest[],
): Promise<void> {
  const tests = sent.flatMap(({ receiver: { destinationId }, status }) =>
    destinationId === undefined ? [] : [{ destinationId, status }],
  );
  if (tests.length === 0) return;
  if (plan.channels.areTestsKept !== true) {
    console.error(
      "notification_destinations has no column last_tested_at yet: an up adds it, and tests are remembered then.",
    );
    return;
  }
  try {
    await sql.execute(recordChannelTests(settings, tests), { idempotent: true });
  } catch (error) {
    console.error(
      `What came of the test could not be written into notification_destinations: ${reasonOf(error)}`,
    );
  }
}

function describeMessage({ text: { subject, body } }: TestMessage): string {
  return [
    `subject  ${visibleText(subject)}`,
    ...body.split("\n").map((line) => `body     ${visibleText(line)}`),
  ].join("\n");
}

function describeSent(sent: readonly SentTest[]): string {
  if (sent.length === 0) return "Nobody was told: --to, --channel or --all-channels says who is.";
  const width = Math.max(...sent.map(({ status }) => status.length));
  return sent
    .map(({ receiver, status, reason }) => {
      const said = reason === undefined ? "" : `: ${visibleText(reason)}`;
      return `${status.toLowerCase().padEnd(width)}  ${shownText(receiver.name)}${said}`;
    })
    .join("\n");
}
