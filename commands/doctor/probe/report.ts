import { isLoopback } from "../../../databricks/workspace-host";
import { shownText } from "../../../messages/words";
import { type Answer, isAssumed, QUESTIONS, type QuestionId } from "./answers";

export interface ProbeReport {
  readonly answers: readonly Answer[];
  /** To be pasted into an issue: it names nobody and no workspace. */
  readonly markdown: string;
}

export function probeReport(answers: readonly Answer[], host: string, now: Date): ProbeReport {
  const ids = Object.keys(QUESTIONS) as QuestionId[]; // the keys of an object of ours
  const inOrder = ids.flatMap((id) => answers.find((one) => one.id === id) ?? []);
  const differing = inOrder.filter((one) => one.said !== undefined && !isAssumed(one));
  const switches = differing.flatMap((one) => switchOf(one) || []);
  const markdown = [
    "### What this workspace does that no document says",
    "",
    `\`npm run doctor -- --probe\` of databricks-alerts, ${now.toISOString().slice(0, 10)}, ${cloudOf(host)}.`,
    "",
    "| | this workspace | the local one | its switch |",
    "|---|---|---|---|",
    ...inOrder.map(rowOf),
    "",
    differing.length === 0
      ? "Nothing of it is otherwise than the local workspace takes it to be."
      : `${differing.length} of these differ from what the local workspace takes to be true.`,
    ...(switches.length === 0 ? [] : [`As this one: \`npm run workspace -- ${switches.join(" ")}\``]),
  ].join("\n");
  return { answers: inOrder, markdown };
}

function rowOf(one: Answer): string {
  const { id, said, detail } = one;
  const { asks, assumed } = QUESTIONS[id];
  const told = said === undefined ? "could not be told" : isAssumed(one) ? said : `**${said}**`;
  const more = detail === undefined ? "" : ` (${detail})`;
  const option = switchOf(one);
  const named = option === undefined ? "none" : option === "" ? "its default" : `\`${option}\``;
  const cells = [asks, told + more, assumed, said === undefined ? "" : named];
  return `| ${cells.map(cell).join(" | ")} |`;
}

/** What lets the local workspace do the same: nothing where it does so by default, `undefined` where nothing does. */
function switchOf({ id, said }: Answer): string | undefined {
  return said === undefined ? undefined : QUESTIONS[id].switches(said);
}

function cell(text: string): string {
  return shownText(text).replaceAll("|", "\\|");
}

function cloudOf(host: string): string {
  const { hostname } = new URL(host);
  if (isLoopback(new URL(host))) return "the local workspace";
  if (hostname.endsWith(".azuredatabricks.net")) return "Azure";
  return hostname.endsWith(".gcp.databricks.com") ? "Google Cloud" : "AWS";
}
