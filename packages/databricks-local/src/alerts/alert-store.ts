import { randomInt } from "node:crypto";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { ApiError } from "../api-error";
import { Journal } from "../journal";
import type { PageLimits } from "../request-query";
import { checkShape } from "../shape-check";
import { ActiveNames } from "./active-names";
import type { AlertBehaviour } from "./alert-behaviour";
import { AlertChanges } from "./alert-changes";
import { type AlertBody, alertShape, type EvaluationState, normalised, withDefaults } from "./alert-shape";
import { effectiveRunAs, requireRunAs } from "./run-as";
import { applyUpdateMask, normalizeFolder } from "./update-mask";

const storedShape = z.object({ sequence: z.int(), alert: alertShape });
/** An alert with its place in the order of creation. */
export type StoredAlert = z.infer<typeof storedShape>;

/** "After 30 days it is deleted permanently." */
const TRASH_MS = 30 * 86_400_000;

interface Settings extends AlertBehaviour {
  readonly userName: string;
  readonly clock: () => Date;
  /** Refuses when there is no such folder. */
  readonly checkFolder: (folder: string) => void;
  /** The id of a user or service principal, by name. */
  readonly principalId: (name: string) => string | undefined;
  /** Whether somebody may have things run as a service principal. */
  readonly mayUse: (userName: string, servicePrincipal: string) => boolean;
}

/** The workspace's alerts, trash included, as the API shows them. */
export class AlertStore {
  readonly #journal: Journal<StoredAlert>;
  readonly #names = new ActiveNames();
  readonly #changes: AlertChanges;
  #nextSequence: number;

  readonly #settings: Settings;

  constructor(dataDir: string, settings: Settings) {
    this.#settings = settings;

    this.#journal = new Journal(join(dataDir, "alerts.jsonl"), storedShape);
    this.#changes = new AlertChanges(dataDir, settings.principalId);
    this.#nextSequence = Math.max(0, ...this.#all().map(({ sequence }) => sequence + 1));
    const kept = [...this.#journal.records.values()].map(({ alert }) => alert);
    for (const alert of kept) this.#names.add(alert);
    this.#changes.catchUp(kept, settings.clock());
  }

  create(body: AlertBody, caller: string): AlertBody {
    const { alertQuota, mayUse, defaultFolder = `/Workspace/Users/${caller}` } = this.#settings;
    requireRunAs(effectiveRunAs(body, caller), caller, mayUse);
    this.#emptyTrash();
    if (this.#journal.records.size >= alertQuota) {
      throw new ApiError(
        429,
        "QUOTA_EXCEEDED",
        `The workspace has reached its quota of ${alertQuota} alerts, those in the trash included`,
      );
    }
    const id = this.#newId();
    const now = this.#now();
    const folder = normalizeFolder(body.parent_path ?? defaultFolder);
    if (this.#settings.checkParentPath) this.#settings.checkFolder(folder);
    const alert = this.#finish({
      ...body,
      id,
      display_name: this.#freeName(body.display_name, folder),
      // There is none before the first evaluation.
      evaluation: { ...body.evaluation, state: undefined, last_evaluated_at: undefined },
      parent_path: folder,
      owner_user_name: caller,
      lifecycle_state: "ACTIVE",
      create_time: now,
      update_time: now,
    });
    this.#put(id, { sequence: this.#nextSequence++, alert });
    this.#changes.add(alert);
    return alert;
  }

  get(id: string): AlertBody {
    return this.#shown(this.#find(id)).alert;
  }

  get pageLimits(): PageLimits {
    return { defaultSize: this.#settings.alertPageSize, maxSize: this.#settings.maxAlertPageSize };
  }

  /** In the order of creation. */
  list(): StoredAlert[] {
    return this.#all()
      .filter((stored) => this.#settings.listTrash || !isTrashed(stored))
      .map((stored) => this.#shown(stored));
  }

  update(id: string, change: Record<string, unknown>, mask: readonly string[], caller: string): AlertBody {
    const stored = this.#find(id);
    const { sequence, alert: current } = stored;
    if (isTrashed(stored)) throw new ApiError(400, "INVALID_STATE", `Alert with ID '${id}' is in the trash`);

    const taken = mask.filter((path) => !this.#settings.keptFields.includes(path));
    const changed = checkShape(alertShape, applyUpdateMask(current, change, taken));
    const isRenamed = changed.display_name !== current.display_name;
    const name = isRenamed ? this.#freeName(changed.display_name, current.parent_path) : current.display_name;
    const alert = this.#finish({ ...changed, display_name: name, update_time: this.#now() });
    const runAs = alert.effective_run_as;
    if (runAs && !isDeepStrictEqual(runAs, current.effective_run_as))
      requireRunAs(runAs, caller, this.#settings.mayUse);

    this.#put(id, { sequence, alert });
    this.#changes.add(alert);
    return alert;
  }

  trash(id: string): void {
    const stored = this.#find(id);
    if (isTrashed(stored)) return;
    const { sequence, alert } = stored;
    this.#put(id, {
      sequence,
      alert: { ...alert, lifecycle_state: "DELETED", update_time: this.#now() },
    });
  }

  purge(id: string): void {
    if (this.#journal.records.get(id) === undefined) throw notFound(id);
    this.#remove(id);
  }

  /** What an evaluation came to; the alert itself is not changed by it. One that was purged meanwhile is left alone. */
  noteEvaluation(id: string, state: EvaluationState, at: Date): void {
    const found = this.#journal.records.get(id);
    if (found === undefined) return;
    const { sequence, alert } = found;
    const evaluation = { ...alert.evaluation, state, last_evaluated_at: at.toISOString() };
    this.#put(id, { sequence, alert: { ...alert, evaluation } });
  }

  close(): void {
    this.#journal.close();
    this.#changes.close();
  }

  #all(): StoredAlert[] {
    this.#emptyTrash();
    return [...this.#journal.records.values()];
  }

  /** "The owner's username. This field is set to "Unavailable" if the user has been deleted." */
  #shown(stored: StoredAlert): StoredAlert {
    const { owner_user_name: owner = "" } = stored.alert;
    return this.#settings.principalId(owner) === undefined
      ? { ...stored, alert: { ...stored.alert, owner_user_name: "Unavailable" } }
      : stored;
  }

  #find(id: string): StoredAlert {
    this.#emptyTrash();
    const found = this.#journal.records.get(id);
    if (found === undefined || (isTrashed(found) && !this.#settings.findTrash)) throw notFound(id);
    return found;
  }

  #emptyTrash(): void {
    const oldest = this.#settings.clock().getTime() - TRASH_MS;
    for (const [id, stored] of this.#journal.records) {
      // Nothing changes an alert in the trash: its last change is when it went there.
      if (isTrashed(stored) && Date.parse(stored.alert.update_time ?? "") < oldest) this.#remove(id);
    }
  }

  #put(id: string, stored: StoredAlert): void {
    const before = this.#journal.records.get(id);
    this.#journal.put(id, stored);
    if (before !== undefined) this.#names.remove(before.alert);
    this.#names.add(stored.alert);
  }

  #remove(id: string): void {
    const before = this.#journal.records.get(id);
    this.#journal.remove(id);
    if (before !== undefined) this.#names.remove(before.alert);
    this.#changes.end(id, this.#settings.clock());
  }

  #finish(alert: AlertBody): AlertBody {
    const { fillDefaults, normalise, userName } = this.#settings;
    const runAs = effectiveRunAs(alert, alert.owner_user_name ?? userName);
    const filled = fillDefaults ? withDefaults(alert) : alert;
    return { ...(normalise ? normalised(filled, runAs) : filled), effective_run_as: runAs };
  }

  #freeName(name: string, folder: string | undefined): string {
    const { nameClash } = this.#settings;
    if (nameClash === "duplicate" || !this.#names.has(name, folder)) return name;
    if (nameClash === "error")
      throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", `Alert with name '${name}' already exists`);

    let count = 1;
    while (this.#names.has(`${name} (${count})`, folder)) count += 1;
    return `${name} (${count})`;
  }

  /** Decimal, as long as the service's: 15 digits. */
  #newId(): string {
    const id = String(randomInt(1e14, 2 ** 48 - 1));
    return this.#journal.records.has(id) ? this.#newId() : id;
  }

  #now(): string {
    return this.#settings.clock().toISOString();
  }
}

function isTrashed({ alert }: StoredAlert): boolean {
  return alert.lifecycle_state === "DELETED";
}

function notFound(id: string): ApiError {
  return ApiError.notFound(`Alert with ID '${id}' does not exist.`);
}
