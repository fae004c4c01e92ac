import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { planAlerts } from "../../alerting/plan-alerts";
import { counted, shownText, thereAlready } from "../../messages/words";
import { refuseFaults } from "../../rows/packs/yaml-file";
import { withoutPrefix } from "../../settings/setting-forms";
import type { ApplyOptions, CancelOptions, PlanOptions } from "../import";
import { lintPlan } from "../lint-rows";
import { draftPack, packNamed } from "../pack/draft-pack";
import { packRows } from "../pack/packs-from-rows";
import { progressLines } from "../progress-lines";
import { packedPlanOf } from "../stack-plan";
import { readStackState } from "../stack-state";
import { writeFileWhole } from "../whole-file";
import { askBlanks } from "./ask-blanks";
import { alertsInFile } from "./alerts-in-files";
import { type AppliedImport, applyImport } from "./apply-import";
import { cancelImport, describeCancel } from "./cancel-import";
import { describePlan } from "./describe-plan";
import type { DraftRow } from "./draft-rows";
import { addToImportFile, IMPORT_FOLDER, readImportFile, requireImportFile } from "./import-file";
import { legacyAlerts } from "./legacy-alerts";
import { legacyIdsOf } from "./legacy-tag";
import { onConnection } from "../on-connection";
import { planImport, requireFolder, withChannels } from "./plan-import";

/** `npm run import -- plan`. */
export async function runPlan(options: PlanOptions): Promise<void> {
  await onConnection(options, async (connection, settings) => {
    const { plan: table } = await packedPlanOf(connection, settings, options.stack);
    const stack = { settings, warehouseId: connection.warehouseId };
    const wanted = {
      ...(options.folder !== undefined && { folder: withoutPrefix(options.folder) || "/" }),
      owner: options.owner,
      ...(options.from.length > 0 && {
        others: options.from.flatMap((file) => alertsInFile(file, stack)),
      }),
    };
    const say = progressLines();
    const { file, faults } = readImportFile();
    refuseFaults(faults);
    const legacy = options.legacy
      ? await legacyAlerts(
          connection.rest,
          stack,
          legacyIdsOf([...table.rows, ...file.rows].map(({ raw }) => raw)),
          wanted,
          say,
        )
      : undefined;
    const others = legacy?.found ?? wanted.others;
    if (legacy && legacy.found.length + legacy.left.length === 0 && wanted.folder !== undefined)
      await requireFolder(connection.rest, wanted.folder);
    const made = await planImport(connection, settings, table, file, { ...wanted, others }, say);
    const left = [...made.left, ...(legacy?.left ?? [])];
    const planned = { ...made, left, rows: await asked(made.rows, options) };
    const { rows, destinations } = planned;
    say(`lint over ${counted(rows.length, "row")}`);
    const drafts = planAlerts({ alertRows: [], destinationRows: [], ...stack });
    const findings = await lintPlan(
      {
        ...drafts,
        rows: [],
        alerts: rows.map((row) => row.planned),
        channels: withChannels(table, destinations),
      },
      settings,
      connection.sql,
      new Date(),
    );
    const report = describePlan(
      planned,
      findings,
      { ...settings, warehouseId: stack.warehouseId },
      options.stack,
    );
    // The rows come last: while they are not there, a plan that was cut off is made again.
    if (rows.length > 0) {
      mkdirSync(join(process.cwd(), IMPORT_FOLDER), { recursive: true });
      writeFileWhole(join(process.cwd(), IMPORT_FOLDER, "report.txt"), `${report}\n`);
      addToImportFile(rows, destinations, file.rows);
    }
    console.log(options.json ? JSON.stringify(planJson(planned), undefined, 2) : report);
  });
}

/** With what whoever sits at the terminal says of them; nobody is asked in a pipe. */
async function asked(rows: readonly DraftRow[], { questions, json }: PlanOptions) {
  const { stdin, stdout } = process;
  const isTerminal = stdin.isTTY && stdout.isTTY;
  return questions && !json && isTerminal ? askBlanks(rows, { input: stdin, output: stdout }) : rows;
}

function planJson({ rows, left, known }: Awaited<ReturnType<typeof planImport>>) {
  return {
    version: 1,
    known,
    rows: rows.map(({ alert, planned, blanks, changes, noQuery }) => ({
      alertId: planned.alertId,
      databricksAlertId: alert.id,
      displayName: alert.definition.displayName,
      folder: alert.definition.parentPath,
      blanks: [...blanks.keys()],
      changes,
      kept: alert.kept ?? [],
      noQuery,
      notes: alert.notes ?? [],
    })),
    left: left.map(({ alert, why }) => ({
      databricksAlertId: alert.id,
      displayName: alert.definition.displayName,
      why,
    })),
  };
}

/** `npm run import -- apply`. */
export async function runApply(options: ApplyOptions): Promise<void> {
  const file = wholeFile();
  const { into, stack, withChanges = false } = options;
  const pack = into === undefined ? undefined : packNamed(into);
  const applied = await onConnection(options, async (connection, settings) => {
    const rows = await packedPlanOf(connection, settings, stack);
    const { warehouseId } = connection;
    return applyImport(connection, settings, rows, file, {
      withChanges,
      say: progressLines(),
      ...(pack !== undefined && {
        check: (alertRows, destinationRows) =>
          void draftPack(pack, alertRows, { settings, stack, warehouseId, destinationRows }),
      }),
    });
  });
  console.log(
    options.json ? JSON.stringify({ version: 1, ...applied }, undefined, 2) : describeApplied(applied),
  );
  if (into !== undefined) {
    await packRows(
      file.rows.map(({ alertId }) => alertId),
      { ...options, into },
    );
  }
}

/** With every fault and every blank told at once. */
function wholeFile() {
  requireImportFile();
  const { file, blanks, faults } = readImportFile();
  refuseFaults([...faults, ...blanks]);
  return file;
}

function describeApplied({ written, there }: AppliedImport): string {
  const made = written.filter(({ databricksAlertId }) => databricksAlertId === undefined);
  const changed = written.filter(({ changes }) => changes.length > 0);
  const asItIs = written.length - made.length - changed.length;
  return [
    `${counted(written.length, "row")} written.${thereAlready(there)}`,
    ...changed.map(
      ({ alertId, changes }) => `  the next up changes ${shownText(alertId)}: ${changes.join("; ")}`,
    ),
    ...made.map(({ alertId }) => `  the next up makes the alert of ${shownText(alertId)}`),
    ...(asItIs === 0
      ? []
      : [
          `The next up takes over ${counted(asItIs, "alert")} as ${asItIs === 1 ? "it is" : "they are"}, which its preview says of each.`,
        ]),
  ].join("\n");
}

/** `npm run import -- cancel`. */
export async function runCancel(options: CancelOptions): Promise<void> {
  requireImportFile();
  const { file, faults } = readImportFile();
  refuseFaults(faults);
  const { state, stack } = options;
  const deployedAlerts = state === undefined ? undefined : readStackState(state, stack).alerts;
  const cancelled = await onConnection(options, (connection, settings) =>
    cancelImport(connection, settings, file, deployedAlerts),
  );
  const { deployed, kept } = cancelled;
  console.log(
    options.json
      ? JSON.stringify({ version: 1, ...cancelled, kept: Object.fromEntries(kept) }, undefined, 2)
      : describeCancel(cancelled, stack),
  );
  if (deployed.length + kept.size > 0) process.exitCode = 1;
}
