import type { AlertReview, ConditionWords, ScheduleWords, Sides } from "../report/alert-review";
import { isReplayed, type Replayed } from "../report/evidence-review";
import { counts } from "../report/verdict";
import { fieldWords } from "../../alerting/definition-fields";
import { warehouseWords } from "../words/alert-words";
import { changeWords, fieldValueWords } from "../words/change-words";
import { caveatWords, evaluationsWords, testWords, valueWords } from "../words/evaluation-words";
import { duration, rounded, zoned } from "../words/figures";
import { queryDiff } from "../words/query-diff";
import { html, type Html, NOTHING } from "./html";
import { replayChart } from "./replay-chart";
import { valueChart } from "./value-chart";

/** All that the report says of one alert. */
export function alertArticle(alert: AlertReview): Html {
  const { alertId, displayName, change, url, owner, now, cost } = alert;
  const title =
    url === undefined
      ? html`${alertId} ${displayName}`
      : html`<a href="${url}">${alertId} ${displayName}</a>`;
  const state = now.after ?? now.before;
  return html`<article id="alert-${alertId}">
    <h2>${title}</h2>
    <p class="soft">${change}${owner === undefined ? "" : ` · ${owner}`} · ${changeWords(alert)}</p>
    <dl>
      ${line("Condition", sides(alert.condition, conditionText))}
      ${line("Schedule", sides(alert.schedule, scheduleText))}
      ${line("Next runs", html`${(alert.schedule.after?.nextRuns ?? []).map((run) => zoned(run, alert.schedule.after?.timeZone ?? "UTC")).join(", ")}`)}
      ${line(
        "Notifies",
        sides(alert.notifies, (who) => who.join(", ") || "nobody"),
      )}
      ${line(
        "Subject",
        sides(alert.subject, (text) => text),
      )}
      ${line("Now", state === undefined ? NOTHING : html`${valueWords(state) ?? ""} → <strong>${state.state}</strong>${now.before && now.after ? ` (before ${now.before.state})` : ""} ${state.error ?? ""}`)}
      ${line("Cost", cost.after === undefined ? NOTHING : html`${rounded(cost.after.msPerRun / 1000)} s per run, ${cost.after.minutesPerMonth} warehouse minutes a month`)}
      ${line("Warehouse", html`${warehouseWords(alert)}`)}
      ${line("From", alert.pack === undefined ? NOTHING : html`pack ${alert.pack.name} ${alert.pack.version}, ${alert.pack.place.file}:${alert.pack.place.line}`)}
      ${line("Tests", html`${alert.tests === undefined ? "" : [testWords(alert.tests), ...(alert.tests.mutants?.unnoticed ?? []).map((words) => `not noticed: ${words}`)].join("; ")}`)}
      ${line("Changed by", html`${alert.changedBy ?? ""}`)}
    </dl>
    ${valueChart(alert)} ${replayPart(alert)} ${queryPart(alert)} ${driftPart(alert)} ${findingsPart(alert)}
  </article>`;
}

function line(name: string, text: Html): Html {
  return text.text.trim() === ""
    ? NOTHING
    : html`<dt>${name}</dt>
        <dd>${text}</dd>`;
}

/** Before and after, where they differ. */
function sides<T>({ before, after }: Sides<T>, words: (side: T) => string): Html {
  const [old, current] = [before && words(before), after && words(after)];
  if (current === undefined || old === undefined || old === current) return html`${current ?? old}`;
  return html`<del>${old}</del> → <ins>${current}</ins>`;
}

function conditionText({
  subject,
  phrase,
  threshold = "",
  often = "",
  ifEmpty,
  besides = [],
}: ConditionWords): string {
  const condition = [subject, phrase, threshold, often].filter((text) => text !== "").join(" ");
  return [`${condition}, no rows: ${ifEmpty}`, ...besides].join("; ");
}

function scheduleText({ words, timeZone, isPaused, runsPerMonth }: ScheduleWords): string {
  const runs = runsPerMonth === undefined ? "" : `, ${runsPerMonth.toLocaleString("en")} runs a month`;
  return isPaused ? `${words} ${timeZone}, paused` : `${words} ${timeZone}${runs}`;
}

function replayPart(alert: AlertReview): Html {
  const { before, after } = alert.replay;
  const replayed = [before, after].filter(isReplayed);
  const reasons = [before, after].flatMap((side) =>
    side && !isReplayed(side) ? [html`<p>${side.reason}</p>`] : [],
  );
  if (replayed.length + reasons.length === 0) return NOTHING;
  const caveats = caveatWords(alert.replay).map((text) => html`<p class="soft">${text}</p>`);
  return html`<h3>Replay, an estimate</h3>
    ${replayChart(alert)} ${isReplayed(before) ? html`<p>before: ${figures(before)}</p>` : NOTHING}
    ${isReplayed(after) ? html`<p>after: ${figures(after)}</p>` : NOTHING} ${reasons}${caveats}`;
}

function figures({
  evaluations,
  notEvaluated,
  firing,
  errors,
  episodes,
  longestEpisodeSeconds,
  messages,
  basis,
}: Replayed): string {
  const longest = episodes === 0 ? "" : `, the longest ${duration(longestEpisodeSeconds)}`;
  const failed = errors === 0 ? "" : `, ${errors} in error`;
  return `${evaluationsWords(evaluations, notEvaluated)} evaluations${failed}, ${firing} firing, ${episodes} episodes${longest}, ${messages} messages (${basis})`;
}

function queryPart({ change, query: { before, after } }: AlertReview): Html {
  if (after === undefined || (change !== "added" && change !== "changed")) return NOTHING;
  const lines = queryDiff(before ?? "", after).flat();
  if (lines.length === 0) return NOTHING;
  const shown = lines.map(({ sign, text }) =>
    sign === "+" ? html`<ins>+ ${text}</ins>` : sign === "-" ? html`<del>- ${text}</del>` : html` ${text} `,
  );
  return html`<h3>Query</h3>
    <pre>${shown}</pre>`;
}

function driftPart({ drift }: AlertReview): Html {
  if (drift.length === 0) return NOTHING;
  const items = drift.map(({ field, deployed, live, next, overwritten }) => {
    const outcome = overwritten
      ? `will be overwritten with ${fieldValueWords(next)}`
      : "stays until a refresh";
    return html`<li>
      ${fieldWords(field)}: ${fieldValueWords(deployed)} → ${fieldValueWords(live)}, ${outcome}
    </li>`;
  });
  return html`<h3>Drift</h3>
    <ul>
      ${items}
    </ul>`;
}

function findingsPart({ findings }: AlertReview): Html {
  const items = findings.filter(counts).map(
    ({ severity, rule, message, fix }) =>
      html`<li>
        <strong class="${severity}">${severity}</strong> <code>${rule}</code> ${message}
        <span class="soft">Fix: ${fix}</span>
      </li>`,
  );
  const waived = findings.flatMap(({ rule, message, waived: waiver }) =>
    waiver === undefined
      ? []
      : [
          html`<li class="soft">
            waived ${waiver.isNew === true ? "by this very change, " : ""}until ${waiver.until}:
            <code>${rule}</code> ${message} Because ${waiver.because}
          </li>`,
        ],
  );
  const rest = findings.length - items.length - waived.length;
  const more = rest > 0 ? html`<li class="soft">${rest} older</li>` : NOTHING;
  return findings.length === 0
    ? NOTHING
    : html`<h3>Findings</h3>
        <ul>
          ${items}${waived}${more}
        </ul>`;
}
