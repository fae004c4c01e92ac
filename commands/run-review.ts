import { ExpectedError } from "../messages/expected-error";
import type { Settings } from "../settings/settings";
import type { SettingSources } from "../databricks/client-settings";
import { openConnection, type Connection } from "../databricks/open-connection";
import { StoppedWarehouseError } from "../databricks/running-warehouse";
import { reviewOffline } from "../review/offline/review-offline";
import { readSavedPlan } from "../review/plan/saved-plan";
import type { ReportHead } from "../review/report/make-report";
import type { ReviewReport } from "../review/report/report";
import { verdictOf } from "../review/report/verdict";
import { reviewStack } from "../review/review-stack";
import { previewPrincipal } from "./preview-principal";
import { progressLines } from "./progress";
import type { ReviewCommandOptions } from "./review";
import { describeReview } from "./describe-review";
import { readRowsFile } from "./rows-file";
import { readStack } from "./stack-config";
import { readStackState } from "./stack-state";
import { writeReport } from "./write-report";

/** By the worst new finding. 1 is kept for a review that could not be made. */
export const EXIT_STATUS = { info: 0, warning: 2, error: 3 } as const;

/** Reviews the stack, and writes what came of it. */
export async function runReview(options: ReviewCommandOptions): Promise<void> {
  const { settings, sources } = readStack(options.stack, options.config);
  const report = options.offline ? offline(settings, options) : await onWorkspace(sources, settings, options);
  const files = writeReport(report, options.out);
  console.log(options.json ? JSON.stringify(report, undefined, 2) : describeReview(report, files));
  const { severity = "info" } = verdictOf(report);
  process.exitCode = EXIT_STATUS[severity];
}

function offline(settings: Settings, options: ReviewCommandOptions): ReviewReport {
  const { rows, base, plan, state, now = new Date() } = options;
  if (plan !== undefined) {
    throw new ExpectedError("--plan is for a workspace: only its rows can be those of the plan.");
  }
  if (state !== undefined) {
    throw new ExpectedError(
      "--state is for a review of the workspace: offline, --base says what is deployed.",
    );
  }
  return reviewOffline({
    ...{ settings, now, head: headOf(options) },
    ...(rows === undefined ? {} : { rows: readRowsFile(rows) }),
    ...(base === undefined ? {} : { base: readRowsFile(base) }),
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
      ...(plan && { plan }),
      ...(principal.name === undefined ? {} : { askAs: principal.name }),
      ...{ all: options.all ?? false, values: options.values },
      isComparisonOnly: options.drift ?? false,
      now: () => options.now ?? new Date(),
      ...(deployed === undefined ? {} : { deployed }),
      ...(options.replay ? { replayDays: options.replayDays } : {}),
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
    ...(commit === undefined ? {} : { commit }),
    ...(run === undefined ? {} : { run }),
    elapsed: () => performance.now() - start,
  };
}
