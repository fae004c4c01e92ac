import type { AlertReview } from "../report/alert-review";
import { rounded } from "../words/figures";
import { html, type Html, NOTHING } from "./html";

const WIDTH = 600;
const LEFT = 8;
const RIGHT = 592;

/** The value of now against the thresholds, where all of them are numbers. */
export function valueChart({ now, condition }: AlertReview): Html {
  const value = now.after?.value;
  const limit = numberOf(condition.after?.threshold);
  if (typeof value !== "number" || limit === undefined) return NOTHING;
  const before = numberOf(condition.before?.threshold);
  const old = before === limit ? undefined : before;
  const numbers = [0, value, limit, ...(old === undefined ? [] : [old])];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const span = high === low ? 1 : (high - low) * 1.1;
  const x = (number: number) => Math.round((LEFT + ((number - low) / span) * (RIGHT - LEFT)) * 10) / 10;
  const [from, to] = [Math.min(x(0), x(value)), Math.max(x(0), x(value))];
  const label = `Value ${rounded(value)}, threshold ${rounded(limit)}${old === undefined ? "" : `, before ${rounded(old)}`}`;
  const bar = now.after?.state === "TRIGGERED" ? "fires" : "bar";
  return html`<svg viewBox="0 0 ${WIDTH} 64" role="img" aria-label="${label}">
    <line class="axis" x1="${LEFT}" x2="${RIGHT}" y1="44" y2="44" />
    <rect class="${bar}" x="${from}" y="24" width="${Math.max(1, to - from)}" height="20" />
    ${old === undefined ? NOTHING : tick(x(old), "was", `was ${rounded(old)}`, 60)}
    ${tick(x(limit), "limit", `threshold ${rounded(limit)}`, 14)}
  </svg>`;
}

function tick(x: number, kind: string, text: string, y: number): Html {
  const anchor = x > WIDTH / 2 ? "end" : "start";
  return html`<line class="${kind}" x1="${x}" x2="${x}" y1="16" y2="50" /><text
      x="${x}"
      y="${y}"
      text-anchor="${anchor}"
      >${text}</text
    >`;
}

function numberOf(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}
