import { counted } from "../../messages/words";
import { countWords } from "../markdown/comment-head";
import type { AlertReview } from "../report/alert-review";
import type { ReviewReport } from "../report/report";
import { verdictOf } from "../report/verdict";
import { changeWords } from "../words/change-words";
import { askedWords, EPISODE_WORDS, isReplayedAlert, withheldWords } from "../words/evaluation-words";
import { routeLines } from "../words/route-words";
import { moment } from "../words/figures";
import { alertArticle } from "./alert-article";
import { htmlDocument } from "./document";
import { html, type Html, NOTHING } from "./html";

/** The report as one file: no script, nothing from elsewhere. */
export function page(report: ReviewReport): string {
  const { severity = "none", sentences, counts } = verdictOf(report);
  const alerts = report.alerts.filter(({ change }) => change !== "unchanged");
  const verdict = sentences.length > 0 ? sentences.join(" ") : "Nothing to worry about was found.";
  return htmlDocument(
    `Alert preview · ${report.stack}`,
    html`<header>
        <h1>Alert preview · ${report.stack}</h1>
        <p class="soft">${countWords(report)}</p>
        <p class="soft">${askedWords(report)}</p>
        <p class="soft">All times are in UTC. ${report.alerts.some(isReplayedAlert) ? EPISODE_WORDS : ""}</p>
      </header>
      <main>
        <p class="verdict ${severity}">
          ${verdict} ${counted(counts.error, "error")}, ${counted(counts.warning, "warning")}.
        </p>
        ${alerts.length === 0 ? NOTHING : table(alerts)} ${alerts.map(alertArticle)}
        ${list(
          "Who hears of what",
          routeLines(report, (text) => text),
        )}
        ${list(
          "Takes over destinations",
          (report.destinations ?? []).map(({ message, fix }) => `${message} ${fix}`),
        )}
        ${list(
          "Packs",
          (report.packs ?? []).map(({ message, fix }) => `${message} ${fix}`),
        )}
        ${list("Not checked", report.notChecked)}
        ${list(
          "Alerts in the folder that belong to no row",
          report.unclaimed.map(({ displayName }) => displayName),
        )}
      </main>
      <footer class="soft">
        <p>${withheldWords(report)}</p>
        <p>${provenance(report)}</p>
      </footer>`,
  );
}

function table(alerts: readonly AlertReview[]): Html {
  const rows = alerts.map((alert) => {
    const { alertId, displayName, owner, change, now } = alert;
    const state = [now.before, now.after].flatMap((side) => side?.state ?? []);
    return html`<tr>
      <td><a href="#alert-${alertId}">${alertId} ${displayName}</a></td>
      <td data-label="owner">${owner}</td>
      <td data-label="change">${change} · ${changeWords(alert)}</td>
      <td data-label="now">${[...new Set(state)].join(" → ")}</td>
    </tr>`;
  });
  return html`<table>
    <thead>
      <tr>
        <th>alert</th>
        <th>owner</th>
        <th>change</th>
        <th>now</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function list(title: string, texts: readonly string[]): Html {
  return texts.length === 0
    ? NOTHING
    : html`<section>
        <h3>${title}</h3>
        <ul>
          ${texts.map((text) => html`<li>${text}</li>`)}
        </ul>
      </section>`;
}

function provenance({ commit, plan, table: source, createdAt }: ReviewReport): string {
  return [
    ...(commit === undefined ? [] : [`commit ${commit}`]),
    ...(plan === undefined ? [] : [`plan ${plan.sha256}`]),
    ...(source === undefined
      ? []
      : [`${source.name}${source.version === undefined ? "" : ` version ${source.version}`}`]),
    moment(createdAt),
  ].join(" · ");
}
