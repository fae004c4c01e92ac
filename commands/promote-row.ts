import { conditionOf } from "../alerting/condition";
import { conditionText } from "../alerting/condition-text";
import { isShadow } from "../alerting/fields/name";
import type { PlannedAlert } from "../alerting/planned-alert";
import type { Connection } from "../databricks/open-connection";
import { ExpectedError } from "../messages/expected-error";
import { counted, shownText } from "../messages/words";
import { lastDays, type Replay, replay } from "../review/replay/replay";
import { ReplaySession } from "../review/replay/replay-session";
import { duration } from "../review/words/figures";
import { writeRowCells } from "../rows/statements/write-rows";
import type { PromoteOptions } from "./promote";
import { onConnection } from "./on-connection";
import { alertOf, planOf } from "./stack-plan";

const FIGURES = ["episodes", "messages", "errors", "firing"] as const;
type Figure = (typeof FIGURES)[number];

const COMPARISONS: Readonly<Record<string, (figure: number, limit: number) => boolean>> = {
  "<=": (figure, limit) => figure <= limit,
  "<": (figure, limit) => figure < limit,
  "=": (figure, limit) => figure === limit,
  ">=": (figure, limit) => figure >= limit,
  ">": (figure, limit) => figure > limit,
};

/** What must be so for an alert to be promoted. */
export interface Evidence {
  readonly conditions: readonly { readonly figure: Figure; readonly sign: string; readonly limit: number }[];
  readonly days: number;
}

const DAYS = 14;

/** Reads `episodes <= 3 and errors = 0 in 14 days`. @throws ExpectedError */
export function readEvidence(text: string): Evidence {
  const [, said = "", days = ""] = /^\s*(.+?)\s+in\s+(\d{1,2})\s+days?\s*$/i.exec(text) ?? [];
  const conditions = said.split(/\s+and\s+/i).map((part) => {
    const [, name = "", sign = "", limit = ""] = /^(\w+)\s*(<=|>=|<|>|=)\s*(\d+)$/.exec(part.trim()) ?? [];
    const figure = FIGURES.find((known) => known === name.toLowerCase());
    return figure === undefined ? undefined : { figure, sign, limit: Number(limit) };
  });
  const read = conditions.filter((condition) => condition !== undefined);
  if (read.length < conditions.length || Number(days) === 0) {
    throw new ExpectedError(
      `--if ${shownText(text)} is no evidence: write such as "episodes <= 3 and errors = 0 in 14 days", of ${FIGURES.join(", ")}.`,
    );
  }
  return { conditions: read, days: Number(days) };
}

/** What of the evidence does not hold: `episodes is 5, and not <= 3`. */
export function failing({ conditions }: Evidence, figures: Readonly<Record<Figure, number>>): string[] {
  return conditions
    .filter(({ figure, sign, limit }) => COMPARISONS[sign]?.(figures[figure], limit) !== true)
    .map(({ figure, sign, limit }) => `${figure} is ${figures[figure]}, and not ${sign} ${limit}`);
}

/** Shows what the alert would have sent, and writes LIVE into its row where nothing speaks against it. */
export async function promote(alertId: string, options: PromoteOptions): Promise<void> {
  const evidence = options.if === undefined ? { conditions: [], days: DAYS } : readEvidence(options.if);
  await onConnection(options, async (connection, settings) => {
    const alert = alertOf(await planOf(connection, settings, options.stack), alertId);
    refuseOthers(alert);
    const replayed = await replayedLive(alert, connection, evidence.days);
    const reasons = failing(evidence, replayed);
    const isWritten = reasons.length === 0 && !options.preview;
    if (isWritten) {
      const cells = { notification_mode: "LIVE", shadow_until: null };
      await connection.sql.execute(writeRowCells(settings, alert.row.alert_id, cells), { idempotent: true });
    }
    const promotion = { alertId, days: evidence.days, replay: replayed, reasons, isWritten };
    console.log(
      options.json
        ? JSON.stringify({ version: 1, ...promotion }, undefined, 2)
        : describePromotion(alert, promotion),
    );
    if (reasons.length > 0) process.exitCode = 1;
  });
}

function refuseOthers({ alertId, row }: PlannedAlert): void {
  if (!isShadow(row))
    throw new ExpectedError(`${shownText(alertId)} is LIVE already: its notification_mode is not SHADOW.`);
  if (row.managed_by !== null) {
    throw new ExpectedError(
      `${shownText(alertId)} is kept in Git (${shownText(row.managed_by)}): take its mode out of the pack's pack.yaml.`,
    );
  }
}

/** As if the channels of its row had been told. */
async function replayedLive(
  { alertId, authored, row }: PlannedAlert,
  { sql }: Connection,
  days: number,
): Promise<Replay> {
  const { evaluation } = authored;
  const subscriptions = row.notification_channels.map((channel) => ({ userEmail: channel }));
  const live = {
    ...authored,
    evaluation: { ...evaluation, notification: { ...evaluation.notification, subscriptions } },
  };
  const found = await replay(live, new ReplaySession(sql, { values: "numbers" }), lastDays(days, new Date()));
  if ("reason" in found)
    throw new ExpectedError(`What ${shownText(alertId)} would have sent cannot be told. ${found.reason}`);
  return found;
}

interface Promotion {
  readonly days: number;
  readonly replay: Replay;
  readonly reasons: readonly string[];
  readonly isWritten: boolean;
}

/** For people: what it would have done, and what was done. */
function describePromotion(
  { alertId, authored, row }: PlannedAlert,
  { days, replay: found, reasons, isWritten }: Promotion,
): string {
  const { evaluations, firing, episodes, longestEpisodeSeconds, messages, errors, caveats } = found;
  const longest = episodes === 0 ? "" : `, the longest ${duration(longestEpisodeSeconds)}`;
  const verdict = isWritten
    ? "It is LIVE: the next up gives it its subscribers, and its name without the mark."
    : reasons.length > 0
      ? `It stays in shadow: ${reasons.join("; ")}.`
      : "Nothing was written.";
  return [
    `${shownText(alertId)}: ${shownText(conditionText(conditionOf(authored)))}`,
    `  in the last ${counted(days, "day")}: ${counted(evaluations, "check")}, of which ${firing} fire; ${counted(episodes, "episode")}${longest}`,
    `  it would have sent ${counted(messages, "message")} to each of ${counted(row.notification_channels.length, "channel")}; ${counted(errors, "error")}`,
    ...caveats.map((caveat) => `  ${shownText(caveat)}`),
    verdict,
  ].join("\n");
}
