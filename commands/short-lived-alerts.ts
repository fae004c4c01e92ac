import { randomBytes } from "node:crypto";
import { z } from "zod";
import { shortHash } from "../alerting/fields/alert-field";
import type { LiveDefinition } from "../alerting/definition";
import type { Identity } from "../databricks/directory";
import type { WorkspaceConnection } from "../databricks/open-connection";
import type { RemoteAlert } from "../databricks/remote-alert";
import { objectAt } from "../databricks/unity-catalog";
import { deleteFolder, foldersIn, makeFolder } from "../databricks/workspace-folders";
import { ExpectedError, reasonOf } from "../messages/expected-error";
import { counted } from "../messages/words";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `…/databricks-alerts-test-20261129t203000z-<whose>-1a2b3c`, and what lies below. */
const FOLDER = /^(.*\/databricks-alerts-(?:probe|test)-(\d{8}t\d{6}z)-([0-9a-f]{8})-[0-9a-f]{6})(?:\/|$)/;

/** Somebody else may still be at work in theirs for so long. */
const OTHERS_MS = 60 * 60_000;

/** In Quartz's form. */
export const ONCE_A_YEAR = "0 0 0 1 1 ?";

const Made = z.looseObject({ id: z.string() });

type Workspace = Pick<WorkspaceConnection, "rest" | "alerts">;

export interface Occasion {
  /** What they are made for, which the folder's name says. */
  readonly kind: "probe" | "test";
  /** The folder of the stack's alerts: theirs is below it, or below one's home where that does not exist yet. */
  readonly parentPath: string;
  readonly who: Identity;
  /** Told what is found of a run that was killed. */
  readonly say: (line: string) => void;
  /**
   * What the signals come from that end the command.
   * @default this process
   */
  readonly signals?: NodeJS.EventEmitter;
}

/** Somebody ended the command, which put everything away before. */
class InterruptedError extends ExpectedError {
  override readonly name = "InterruptedError";
}

/** Alerts that a command makes to learn or to show something. */
export class ShortLivedAlerts {
  readonly ids = new Set<string>();
  readonly #workspace: Workspace;

  constructor(
    workspace: Workspace,
    readonly folder: string,
    /** The command was ended: nothing more is made, and nothing waited for. */
    readonly signal: AbortSignal,
  ) {
    this.#workspace = workspace;
  }

  /** With this body, and what it leaves out in a form that nobody is told by. Answers as the service does. */
  async make(body: object): Promise<z.output<typeof Made>> {
    this.signal.throwIfAborted();
    const schedule = { quartz_cron_schedule: ONCE_A_YEAR, timezone_id: "UTC", pause_status: "PAUSED" };
    const given = { parent_path: this.folder, schedule, ...body };
    return this.#noted(await this.#workspace.rest.post("/api/2.0/alerts", given, Made));
  }

  /** With this definition, but here, and paused: nothing evaluates it but who runs it. */
  async create(definition: LiveDefinition): Promise<RemoteAlert> {
    this.signal.throwIfAborted();
    const schedule = { quartzCronSchedule: ONCE_A_YEAR, timezoneId: "UTC", pauseStatus: "PAUSED" };
    const given = { ...definition, parentPath: this.folder, schedule };
    return this.#noted(await this.#workspace.alerts.create(given));
  }

  /** Deletes all that were made so far, also one whose answer was lost: their names are free again. */
  async clear(): Promise<void> {
    await purgeAll(this.#workspace, this.folder, this.ids);
    this.ids.clear();
  }

  #noted<A extends { readonly id: string }>(alert: A): A {
    this.ids.add(alert.id);
    return alert;
  }
}

/**
 * Does `work` with alerts in a folder of their own, and deletes these for good in any case: after its end, its failure, and
 * a signal. What a run that was killed has left behind is deleted first.
 */
export async function withShortLivedAlerts<T>(
  workspace: Workspace,
  occasion: Occasion,
  work: (alerts: ShortLivedAlerts) => Promise<T>,
): Promise<T> {
  const { rest } = workspace;
  const place = await placeOf(workspace, occasion);
  await sweep(workspace, place, occasion);
  const interruption = new AbortController();
  const end = (signal: NodeJS.Signals) => {
    occasion.say(`${signal}: deletes what was made`);
    interruption.abort(new InterruptedError(`It was ended by ${signal}. What it had made is deleted.`));
  };
  const { signals = process } = occasion;
  for (const signal of SIGNALS) signals.on(signal, end);
  const folder = `${place}/${nameOf(occasion)}`;
  const made = new ShortLivedAlerts(workspace, folder, interruption.signal);
  try {
    return await keepingTidy(
      async () => {
        await makeFolder(rest, folder);
        return work(made);
      },
      () => deleteAll(workspace, folder, made.ids),
    );
  } finally {
    for (const signal of SIGNALS) signals.off(signal, end);
  }
}

/** The name says whose it is, and since when: before there is an alert in it nothing else does. */
function nameOf({ kind, who }: Occasion): string {
  const now = new Date().toISOString().replace(/\.\d+/, "").replaceAll(/[-:]/g, "").toLowerCase();
  return `databricks-alerts-${kind}-${now}-${markOf(who)}-${randomBytes(3).toString("hex")}`;
}

function markOf({ userName }: Identity): string {
  return shortHash(userName.toLowerCase(), 8);
}

async function placeOf({ rest }: Workspace, { parentPath, who }: Occasion): Promise<string> {
  const isThere = (await objectAt(rest, parentPath)) !== undefined;
  return isThere ? parentPath : `/Users/${who.userName}`;
}

/** What `work` says comes first, and then what could not be put away. */
async function keepingTidy<T>(work: () => Promise<T>, tidy: () => Promise<void>): Promise<T> {
  const [done] = await Promise.allSettled([work()]);
  const [tidied] = await Promise.allSettled([tidy()]);
  if (done.status === "fulfilled" && tidied.status === "fulfilled") return done.value;
  if (done.status === "rejected" && tidied.status === "fulfilled") throw done.reason;
  const reasons = [done, tidied].flatMap((end) => (end.status === "rejected" ? [reasonOf(end.reason)] : []));
  throw new ExpectedError(reasons.join("\n"), {
    cause: done.status === "rejected" ? done.reason : undefined,
  });
}

/** By the listing, too, and not only by what was answered: an answer may have been lost. */
async function purgeAll({ alerts }: Workspace, folder: string, made: Iterable<string>): Promise<void> {
  const listed = (await alerts.list()).filter(({ definition }) => isWithin(definition.parentPath, folder));
  const ids = new Set([...made, ...listed.map(({ id }) => id)]);
  await Promise.all([...ids].map((id) => alerts.purge(id)));
}

async function deleteAll(workspace: Workspace, folder: string, made: Iterable<string> = []): Promise<void> {
  try {
    await purgeAll(workspace, folder, made);
    await deleteFolder(workspace.rest, folder);
  } catch (error) {
    throw new ExpectedError(
      `The folder ${folder} and the alerts in it could not be deleted: ${reasonOf(error)} The next run of this command deletes them.`,
      { cause: error },
    );
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** What is left of one's own runs that were killed, and of anybody's long ago. */
async function sweep(workspace: Workspace, place: string, { who, say }: Occasion): Promise<void> {
  const [listed, folders] = await Promise.all([workspace.alerts.list(), foldersIn(workspace.rest, place)]);
  const paths = [...folders, ...listed.map(({ definition }) => definition.parentPath)];
  const left = new Set(paths.flatMap((path) => FOLDER.exec(path)?.[1] ?? []));
  for (const folder of left) {
    const [, , stamp = "", owner = ""] = FOLDER.exec(folder) ?? [];
    if (owner !== markOf(who) && !isLongAgo(stamp)) continue;
    const count = listed.filter(({ definition }) => isWithin(definition.parentPath, folder)).length;
    say(`Deletes ${folder} with ${counted(count, "alert")}, which a run that was cut off has left`);
    await deleteAll(workspace, folder);
  }
}

function isLongAgo(stamp: string): boolean {
  const iso = stamp.replace(/^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)z$/, "$1-$2-$3T$4:$5:$6Z");
  return Date.now() - Date.parse(iso) > OTHERS_MS;
}
