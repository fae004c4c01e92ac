import { counted } from "../../messages/words";
import type { AlertReview, ScheduleWords, Sides } from "../report/alert-review";
import { isReplayed, type Replayed } from "../report/evidence-review";
import { counts } from "../report/verdict";
import { warehouseWords } from "../words/alert-words";
import { alertRouteWords } from "../words/route-words";
import { changeWords } from "../words/change-words";
import { caveatWords, evaluationsWords, testWords, valueWords } from "../words/evaluation-words";
import { duration, nextRunsWords, rounded } from "../words/figures";
import {
  driftWords,
  writtenCondition,
  writtenNotifies,
  writtenQuery,
  writtenSchedule,
  writtenSubject,
} from "../words/written";
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
      ${line("Condition", conditionPart(alert))} ${line("Schedule", schedulePart(alert))}
      ${line("Next runs", html`${nextRunsWords(writtenSchedule(alert, "nextRuns").after?.nextRuns ?? [])}`)}
      ${line(
        "Notifies",
        sides(writtenNotifies(alert), (who) => who.join(", ") || "nobody"),
      )}
      ${line("Who hears", html`${alertRouteWords(alert, (text) => text)}`)}
      ${line(
        "Subject",
        sides(writtenSubject(alert), (text) => text),
      )}
      ${line("Now", state === undefined ? NOTHING : html`${valueWords(state) ?? ""} → <strong>${state.state}</strong>${now.before && now.after ? ` (before ${now.before.state})` : ""} ${state.error ?? ""}`)}
      ${line("Cost", cost.after === undefined ? NOTHING : html`${rounded(cost.after.msPerRun / 1000)} s per run, ${counted(cost.after.minutesPerMonth, "warehouse minute")} a month`)}
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

/** Each part by itself: one may change while another stays as somebody set it. */
function conditionPart(alert: AlertReview): Html {
  const part = (name: "subject" | "phrase" | "threshold" | "often" | "ifEmpty") =>
    sides(writtenCondition(alert, name), (side) => side[name] ?? "");
  const { besides = [] } = writtenCondition(alert, "besides").after ?? {};
  return html`${part("subject")} ${part("phrase")} ${part("threshold")} ${part("often")} · no rows:
  ${part("ifEmpty")}${besides.map((text) => html`; ${text}`)}`;
}

function schedulePart(alert: AlertReview): Html {
  const part = (name: "words" | "timeZone") => sides(writtenSchedule(alert, name), (side) => side[name]);
  const paused = sides(writtenSchedule(alert, "isPaused"), ({ isPaused }) =>
    isPaused ? "paused" : "running",
  );
  const runs = sides(writtenSchedule(alert, "nextRuns"), runsText);
  return html`${part("words")}
  ${part("timeZone")}${paused.text === "running" ? "" : html` · ${paused}`}${runs.text === "" ? "" : html` · ${runs}`}`;
}

function runsText({ isPaused, runsPerMonth: runs }: ScheduleWords): string {
  if (isPaused || runs === undefined) return "";
  return `${runs.toLocaleString("en")} ${runs === 1 ? "run" : "runs"} a month`;
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
  const noun = evaluations + (notEvaluated ?? 0) === 1 ? "evaluation" : "evaluations";
  return `${evaluationsWords(evaluations, notEvaluated)} ${noun}${failed}, ${firing} firing, ${counted(episodes, "episode")}${longest}, ${counted(messages, "message")} (${basis})`;
}

function queryPart(alert: AlertReview): Html {
  const { change } = alert;
  const { before, after } = writtenQuery(alert) ?? {};
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
  const items = drift.map((one) => html`<li>${driftWords(one)}</li>`);
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
