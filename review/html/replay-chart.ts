import { counted } from "../../messages/words";
import type { AlertReview } from "../report/alert-review";
import { isReplayed, type Replayed } from "../report/evidence-review";
import { moment } from "../words/figures";
import { html, type Html, NOTHING } from "./html";

const LEFT = 50;
const WIDTH = 600;
const HEIGHT = 30;

/** When it would have fired: a bar for each slot of the window, the old definition above the new one. */
export function replayChart({ replay }: AlertReview): Html {
  const rows = [["before", replay.before] as const, ["after", replay.after] as const].flatMap(
    ([name, side]) => (isReplayed(side) ? [[name, side] as const] : []),
  );
  const [first] = rows;
  if (first === undefined) return NOTHING;
  const label = rows.map(
    ([name, { firing, episodes }]) =>
      `${name}: ${counted(firing, "firing")} in ${counted(episodes, "episode")}`,
  );
  const bottom = rows.length * (HEIGHT + 6);
  return html`<svg viewBox="0 0 ${WIDTH} ${bottom + 16}" role="img" aria-label="Replay, ${label.join("; ")}">
    ${rows.map(([name, side], index) => bars(name, side, index * (HEIGHT + 6)))}
    <text x="${LEFT}" y="${bottom + 12}">${moment(first[1].from)}</text>
    <text x="${WIDTH}" y="${bottom + 12}" text-anchor="end">${moment(first[1].to)}</text>
  </svg>`;
}

function bars(name: "before" | "after", { sparkline }: Replayed, top: number): Html {
  const width = (WIDTH - LEFT) / Math.max(1, sparkline.length);
  const kind = name === "before" ? "old" : "fires";
  return html`<text x="0" y="${top + HEIGHT - 4}">${name}</text>
    <line class="axis" x1="${LEFT}" x2="${WIDTH}" y1="${top + HEIGHT}" y2="${top + HEIGHT}" />
    ${sparkline.flatMap((share, slot) => {
      if (share === null || share === 0) return [];
      const height = Math.max(3, share * HEIGHT);
      const x = LEFT + slot * width;
      return [
        html`<rect
          class="${kind}"
          x="${tenths(x)}"
          y="${tenths(top + HEIGHT - height)}"
          width="${tenths(Math.max(1, width - 1))}"
          height="${tenths(height)}"
        />`,
      ];
    })}`;
}

function tenths(number: number): number {
  return Math.round(number * 10) / 10;
}
