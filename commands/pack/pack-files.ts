import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { conditionOf } from "../../alerting/condition";
import { conditionLine } from "../../alerting/condition-text";
import { describeCron } from "../../alerting/fields/schedule";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { ExpectedError } from "../../messages/expected-error";
import { counted, nearestWord, shownText, shownValue } from "../../messages/words";
import { planPack, refusePackFaults } from "../../rows/packs/pack-faults";
import { type Pack, type PackedAlert, PACKS_FOLDER } from "../../rows/packs/pack-reader";
import { PACK_NAME } from "../../rows/packs/pack-shape";
import { placeOfPack, readPacks } from "../../rows/packs/read-packs";
import { placeText } from "../../rows/packs/yaml-file";
import type { Settings } from "../../settings/settings";
import type { PackOptions } from "../pack";
import { packPage } from "./pack-catalogue";
import { packBeginning } from "./pack-folder";
import { readStack } from "../stack-files";

/** `npm run pack -- list`. */
export function listPacks({ stack, config, json }: PackOptions): void {
  const { settings } = readStack(stack, config);
  const packs = allPacks(settings, stack);
  if (json) return print(packs.map((pack) => packJson(pack, settings)));
  if (packs.length === 0) return console.log("There are no packs: `npm run pack -- new <name>` begins one.");
  const width = Math.max(...packs.map(({ name }) => name.length));
  for (const pack of packs) {
    const taken = settings.packs.includes(pack.name) ? "taken" : "off";
    console.log(
      `${pack.name.padEnd(width)}  ${pack.version}  ${taken.padEnd(5)}  ${counted(pack.alerts.length, "alert").padEnd(9)}  ${shownText(pack.description ?? "")}`.trimEnd(),
    );
  }
  const setting = settings.packs.length === 0 ? "none" : settings.packs.join(", ");
  console.log(`The stack ${stack} takes ${setting} (setting packs).`);
}

/** `npm run pack -- show <pack | alert_id>`. */
export function showPack(name: string, { stack, config, json, markdown }: PackOptions): void {
  const { settings } = readStack(stack, config);
  const packs = allPacks(settings, stack);
  const pack = packs.find((one) => one.name === name);
  const owner = pack ?? packs.find(({ alerts }) => alerts.some(({ alertId }) => alertId === name));
  if (owner === undefined) {
    const names = packs.flatMap((one) => [one.name, ...one.alerts.map(({ alertId }) => alertId)]);
    const near = nearestWord(name, names);
    throw new ExpectedError(
      `${shownText(name)} is neither a pack nor an alert of one${near === undefined ? "" : `; did you mean ${near}?`}`,
    );
  }
  const planned = plannedAlerts(owner, settings);
  const shown = planned.filter(({ alert }) => pack !== undefined || alert.alertId === name);
  if (json) return print({ ...packJson(owner, settings), alerts: shown.map(alertJson) });
  if (markdown) return console.log(packPage({ pack: owner, alerts: shown.map(({ planned }) => planned) }));
  if (pack) console.log(describePack(pack, stack));
  for (const one of shown) console.log(describeAlert(one));
}

interface ShownAlert {
  readonly alert: PackedAlert;
  readonly planned: PlannedAlert;
}

function allPacks(settings: Settings, stack: string): readonly Pack[] {
  const packs = readPacks(process.cwd(), { ...settings, names: "all", stack });
  refusePackFaults(packs, settings);
  return packs.packs;
}

/** Also those that are switched off. */
function plannedAlerts(pack: Pack, settings: Settings): ShownAlert[] {
  const origins = new Map(pack.alerts.map((alert) => [alert.alertId, alert]));
  return planPack(pack, settings).rows.flatMap(({ alertId, alert: planned }) => {
    const alert = origins.get(alertId);
    return alert && planned ? [{ alert, planned }] : [];
  });
}

function describePack(
  { name, version, description, needs, parameters, values, file }: Pack,
  stack: string,
): string {
  return [
    `${name} ${version}  ${file}`,
    ...(description === undefined ? [] : [shownText(description)]),
    ...(needs.length > 0 ? [`needs ${needs.join(", ")}`] : []),
    ...Object.entries(parameters).map(([parameter, { unit, why, min, max }]) => {
      const bounds = [
        min === undefined ? [] : `at least ${min}`,
        max === undefined ? [] : `at most ${max}`,
      ].flat();
      const limits = bounds.length > 0 ? ` (${bounds.join(", ")})` : "";
      const value = [
        shownValue(values.get(parameter)),
        ...(unit === undefined ? [] : [shownText(unit)]),
      ].join(" ");
      return `  ${parameter} = ${value} in ${stack}${limits}: ${shownText(why)}`;
    }),
  ].join("\n");
}

function describeAlert({ alert, planned: { row, authored, definition } }: ShownAlert): string {
  const { schedule } = definition;
  return [
    "",
    `${shownText(alert.alertId)}  ${definition.displayName}  ${placeText(alert.place)}`,
    ...(row.alert_description === null ? [] : [`  ${shownText(row.alert_description)}`]),
    `  fires when   ${conditionLine(conditionOf(authored)) ?? ""}; no rows: ${row.empty_result_state}`,
    `  runs         ${describeCron(schedule.quartzCronSchedule)}, ${schedule.timezoneId}${schedule.pauseStatus === "PAUSED" ? " (paused)" : ""}`,
    `  tells        ${row.notification_channels.map((channel) => shownText(channel)).join(", ")}`,
    `  belongs to   ${shownText(row.owner)}`,
    ...(row.runbook_url === null ? [] : [`  runbook      ${shownText(row.runbook_url)}`]),
    ...[...alert.because].map(
      ([key, because]) => `  ${key} is this stack's own, because ${shownText(because)}`,
    ),
  ].join("\n");
}

function packJson({ name, version, description, file, needs, values, alerts }: Pack, { packs }: Settings) {
  return {
    pack: name,
    version,
    ...(description !== undefined && { description }),
    file,
    isTaken: packs.includes(name),
    needs,
    parameters: Object.fromEntries(values),
    alerts: alerts.map(({ alertId }) => alertId),
  };
}

function alertJson({ alert, planned: { authored, definition, row } }: ShownAlert) {
  return {
    alertId: alert.alertId,
    place: placeText(alert.place),
    displayName: definition.displayName,
    condition: conditionLine(conditionOf(authored)) ?? "",
    schedule: definition.schedule,
    channels: row.notification_channels,
    owner: row.owner,
    because: Object.fromEntries(alert.because),
  };
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, undefined, 2));
}

/** `npm run pack -- new <name>`. */
export function newPack(name: string): void {
  if (!PACK_NAME.test(name))
    throw new ExpectedError(`${shownText(name)} must be lower-case words with hyphens.`);
  const file = placeOfPack(name);
  const folder = join(process.cwd(), PACKS_FOLDER, name);
  if (existsSync(folder)) throw new ExpectedError(`packs/${name} is there already.`);
  mkdirSync(join(folder, "tests"), { recursive: true });
  for (const [path, text] of packBeginning(name)) writeFileSync(join(folder, path), text);
  console.log(
    `${file} has one alert now. \`npm run pack -- show ${name}\` shows it, \`npm run test:alerts\` tests it, and a stack takes it ` +
      `with the setting packs: ${name}.`,
  );
}
