import { testsOfAlerts } from "../alert-tests/coverage";
import type { SettingSources } from "../databricks/client-settings";
import { type Connection, openConnection } from "../databricks/open-connection";
import { StoppedWarehouseError } from "../databricks/running-warehouse";
import { ExpectedError } from "../messages/expected-error";
import { counted, shownText } from "../messages/words";
import { placedFindings, sarif } from "../review/places";
import { page } from "../review/html/page";
import { comment } from "../review/markdown/comment";
import { countWords } from "../review/markdown/comment-head";
import type { AlertReview, FindingReview } from "../review/report/alert-review";
import type { ReportHead } from "../review/report/make-report";
import type { ReviewReport } from "../review/report/report";
import { counts, verdictOf } from "../review/report/verdict";
import { packChoice } from "../rows/packs/packed-rows";
import { readPacks } from "../rows/packs/read-packs";
import { refuseFaults } from "../rows/packs/yaml-file";
import { reviewOffline, rowsOfPacks } from "../review/review-offline";
import { reviewStack } from "../review/review-stack";
import { readSavedPlan } from "../review/saved-plan";
import { changeWords } from "../review/words/change-words";
import { alertRouteWords, routeLines } from "../review/words/route-words";
import { askedWords, withheldWords } from "../review/words/evaluation-words";
import type { Settings } from "../settings/settings";
import { annotate } from "./annotations";
import { packsAtCommit } from "./pack/packs-at-commit";
import { previewPrincipal } from "./preview-principal";
import type { ReviewCommandOptions } from "./review";
import { progressLines } from "./progress-lines";
import { readRowsFile, readStack } from "./stack-files";
import { readStackState } from "./stack-state";
import { PRIVATE, writeFileWhole, writeForms } from "./whole-file";

/** Writes the report in its three forms, and answers with the files. */
export function writeReport(report: ReviewReport, folder: string): string[] {
  const forms = {
    "report.json": `${JSON.stringify(report, undefined, 2)}\n`,
    "report.md": comment(report),
    "report.html": page(report),
  };
  return writeForms(forms, folder);
}

const MOST_ALERTS = 20;

/** For people at a terminal: the verdict, each alert with its new findings, where the report is. */
export function describeReview(report: ReviewReport, files: readonly string[]): string {
  const { sentences, counts: numbers } = verdictOf(report);
  const alerts = report.alerts.filter(({ change }) => change !== "unchanged");
  return [
    `${report.stack}: ${countWords(report)}`,
    ...sentences,
    ...[askedWords(report) ?? []].flat(),
    ...alerts
      .slice(0, MOST_ALERTS)
      .flatMap((alert) => [
        `  ${alert.change.padEnd(10)} ${shownText(alert.alertId)}  ${shownText(changeWords(alert))}`,
        ...hearsLine(alert),
        ...alert.findings
          .filter(counts)
          .map(({ severity, rule, message }) => `    ${severity} ${rule}: ${shownText(message)}`),
        ...alert.findings.flatMap(waivedLine),
      ]),
    ...(alerts.length > MOST_ALERTS ? [`  and ${alerts.length - MOST_ALERTS} more`] : []),
    ...[...(report.destinations ?? []), ...(report.packs ?? [])].map(
      ({ severity, rule, message }) => `  ${severity} ${rule}: ${shownText(message)}`,
    ),
    ...routeLines(report, (text) => shownText(text)).map((text) => `  ${text}`),
    ...report.notChecked.map((text) => `  not checked: ${shownText(text)}`),
    ...[withheldWords(report) ?? []].flat(),
    `${counted(numbers.error, "error")}, ${counted(numbers.warning, "warning")}. ${files.join(", ")}`,
  ].join("\n");
}

function hearsLine(alert: AlertReview): string[] {
  const words = alertRouteWords(alert, (text) => shownText(text));
  return words === "" ? [] : [`    who hears: ${words}`];
}

function waivedLine({ rule, waived }: FindingReview): string[] {
  if (waived === undefined) return [];
  const by = waived.isNew === true ? "by this very change, " : "";
  return [`    waived ${by}until ${waived.until}: ${rule}, because ${shownText(waived.because)}`];
}

/** By the worst new finding. 1 is kept for a review that could not be made. */
export const EXIT_STATUS = { info: 0, warning: 2, error: 3 } as const;

/** Reviews the stack, and writes what came of it. */
export async function runReview(options: ReviewCommandOptions): Promise<void> {
  const { settings, sources } = readStack(options.stack, options.config);
  const report = options.offline ? offline(settings, options) : await onWorkspace(sources, settings, options);
  const files = writeReport(report, options.out);
  annotate(placedFindings(report));
  if (options.sarif !== undefined) writeFileWhole(options.sarif, sarif(report), PRIVATE);
  console.log(options.json ? JSON.stringify(report, undefined, 2) : describeReview(report, files));
  const { severity = "info" } = verdictOf(report);
  process.exitCode = EXIT_STATUS[severity];
}

function offline(settings: Settings, options: ReviewCommandOptions): ReviewReport {
  const { rows, base, baseCommit, plan, state, stack, config, now = new Date() } = options;
  if (plan !== undefined)
    throw new ExpectedError("--plan is for a workspace: only its rows can be those of the plan.");

  if (state !== undefined) {
    throw new ExpectedError(
      "--state is for a review of the workspace: offline, --base says what is deployed.",
    );
  }
  if (base !== undefined && baseCommit !== undefined)
    throw new ExpectedError("--base and --base-commit exclude each other: name one of them.");

  const packs = readPacks(process.cwd(), packChoice(settings, stack));
  refuseFaults(packs.faults);
  return reviewOffline({
    settings,
    now,
    tests: testsOfAlerts(),
    head: headOf(options),
    rows: rows === undefined ? rowsOfPacks(packs, settings) : readRowsFile(rows),
    ...(rows === undefined && { packs }),
    ...(base !== undefined && { base: readRowsFile(base) }),
    ...(baseCommit !== undefined && {
      base: rowsOfPacks(packsAtCommit(baseCommit, stack, config), settings),
    }),
  });
}

async function onWorkspace(
  sources: SettingSources,
  settings: Settings,
  options: ReviewCommandOptions,
): Promise<ReviewReport> {
  if (options.rows !== undefined || options.base !== undefined) {
    throw new ExpectedError(
      "--rows and --base are for --offline: with a workspace, the rows are those of its table.",
    );
  }
  const { state, stack } = options;
  const plan = options.plan === undefined ? undefined : readSavedPlan(options.plan, stack);
  const deployed = state === undefined ? undefined : readStackState(state, stack);
  const principal = previewPrincipal(sources, options.as);
  const connection = await open(principal.sources, settings, options.startWarehouse ?? false);
  try {
    return await reviewStack(connection, settings, {
      head: headOf(options),
      tests: testsOfAlerts(),
      ...(plan && { plan }),
      ...(principal.name !== undefined && { askAs: principal.name }),
      all: options.all ?? false,
      values: options.values,
      isComparisonOnly: options.drift ?? false,
      now: () => options.now ?? new Date(),
      ...(deployed !== undefined && { deployed }),
      ...(options.baseCommit !== undefined && {
        base: { commit: options.baseCommit, packs: packsAtCommit(options.baseCommit, stack, options.config) },
      }),
      ...(options.replay && { replayDays: options.replayDays }),
      say: progressLines(),
    });
  } finally {
    await connection.close();
  }
}

/** A stopped warehouse costs money once it is started: not unasked. */
async function open(
  sources: SettingSources,
  settings: Settings,
  startWarehouse: boolean,
): Promise<Connection> {
  try {
    return await openConnection(sources, { ...settings, startWarehouse }, (line) => console.error(line));
  } catch (error) {
    if (!(error instanceof StoppedWarehouseError)) throw error;
    const reason = "The SQL warehouse is stopped, and reading the rows would start it";
    throw new ExpectedError(`${reason}: give --start-warehouse, or --offline.`, { cause: error });
  }
}

function headOf({ stack, offline: isOffline, commit, run }: ReviewCommandOptions): ReportHead {
  const start = performance.now();
  return {
    stack,
    mode: isOffline ? "offline" : "workspace",
    ...(commit !== undefined && { commit }),
    ...(run !== undefined && { run }),
    elapsed: () => performance.now() - start,
  };
}
