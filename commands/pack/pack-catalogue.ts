import { conditionOf } from "../../alerting/condition";
import { conditionText } from "../../alerting/condition-text";
import { describeCron } from "../../alerting/fields/schedule";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { counted } from "../../messages/words";
import { prose } from "../../review/markdown/inline";
import type { Pack } from "../../rows/packs/pack-reader";

/** A pack, and its alerts as a stack has them. */
export interface CataloguedPack {
  readonly pack: Pack;
  readonly alerts: readonly PlannedAlert[];
}

/** A pack as a page in Markdown, for `docs/packs/`. */
export function packPage({ pack, alerts }: CataloguedPack): string {
  const { name, version, description, needs, parameters, values } = pack;
  const rows = Object.entries(parameters).map(([parameter, { unit = "", min, max, why }]) => {
    const bounds = `${min ?? ""}${min === undefined && max === undefined ? "" : " … "}${max ?? ""}`;
    return `| \`${parameter}\` | ${cell(values.get(parameter))} | ${cell(unit)} | ${bounds} | ${cell(why)} |`;
  });
  return [
    `# ${name}`,
    "",
    `Version ${version}, ${counted(alerts.length, "alert")}. ${prose(description ?? "")}`,
    "",
    ...(needs.length > 0 ? [`Reads ${needs.map((table) => `\`${table}\``).join(", ")}.`, ""] : []),
    ...(rows.length > 0
      ? ["| parameter | value | unit | bounds | what for |", "|---|---|---|---|---|", ...rows, ""]
      : []),
    ...alerts.flatMap((alert) => alertText(alert, pack)),
  ].join("\n");
}

function alertText({ alertId, row, authored, definition }: PlannedAlert, pack: Pack): string[] {
  const { schedule } = definition;
  const said = pack.alerts.find((alert) => alert.alertId === alertId);
  const query = said?.placeOf("alert_query_template").file;
  const links = [
    row.runbook_url === null ? [] : [`[runbook](${linkTo(row.runbook_url)})`],
    query === undefined ? [] : [`[query](../../${query})`],
    said === undefined ? [] : [`[definition](../../${said.place.file})`],
  ].flat();
  return [
    `## ${alertId} ${prose(row.alert_name)}`,
    "",
    prose(row.alert_description ?? ""),
    "",
    `- **${row.severity}** when ${prose(conditionText(conditionOf(authored)))}; no rows: ${row.empty_result_state}`,
    `- ${describeCron(schedule.quartzCronSchedule)}, ${schedule.timezoneId}`,
    `- ${links.join(" · ")}`,
    "",
  ];
}

/** Of a file of the repository, seen from the page. */
function linkTo(address: string): string {
  return /^https?:/.test(address) ? address : `../../${address}`;
}

/** All packs in one list. */
export function catalogue(packs: readonly CataloguedPack[]): string {
  const rows = packs.flatMap(({ pack, alerts }) =>
    alerts.map(({ alertId, row, authored, definition }) => {
      const condition = conditionText(conditionOf(authored));
      return `| [${alertId}](${pack.name}.md) | ${cell(row.alert_name)} | ${row.severity} | ${cell(condition)} | ${cell(describeCron(definition.schedule.quartzCronSchedule))} |`;
    }),
  );
  return [
    "# Packs that come with the program",
    "",
    `${counted(packs.flatMap(({ alerts }) => alerts).length, "alert")} in ${counted(packs.length, "pack")}, each with a runbook and tests. A stack takes`,
    "those that it names in the setting `packs`; [packs.md](../packs.md) says how, and how a stack has its own thresholds.",
    "",
    "| alert | name | severity | fires when | runs |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function cell(value: unknown): string {
  return prose(String(value)).replaceAll("|", "\\|").replaceAll("\n", " ");
}
