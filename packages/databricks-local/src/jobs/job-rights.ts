import { type Asker, hasLevel, requireAdmin, requireLevel } from "../access/object-rights";
import { requireRunAs } from "../alerts/run-as";
import type { PermissionLevel } from "../permissions/access-control";
import { principalKind } from "../scim/principal-store";
import { runAsOf, type StoredJob } from "./job-store";
import type { RunRecord } from "./runs/run-record";

export function requireJob(asker: Asker, jobId: number, level: PermissionLevel): void {
  requireLevel(asker, { type: "jobs", id: String(jobId) }, level);
}

export function mayWithJob(asker: Asker, jobId: number, level: PermissionLevel): boolean {
  return hasLevel(asker, { type: "jobs", id: String(jobId) }, level);
}

/** A run has the permissions of its job; what else there is belongs to whoever started it. */
export function requireRun(asker: Asker, run: RunRecord, level: PermissionLevel): void {
  if (mayWithRun(asker, run, level)) return;
  if (run.job_id !== undefined) requireJob(asker, run.job_id, level);
  requireAdmin(asker, `see the run ${run.run_id}, which somebody else started`);
}

export function mayWithRun(asker: Asker, run: RunRecord, level: PermissionLevel): boolean {
  if (run.creator_user_name === asker.caller.userName) return true;
  const isKept = asker.workspace.jobs.list().some(({ job_id }) => job_id === run.job_id);
  return isKept && run.job_id !== undefined && mayWithJob(asker, run.job_id, level);
}

/** A job runs as its creator, or as whom somebody may have it run as. */
export function requireJobRunAs(
  { caller, workspace }: Asker,
  job: Pick<StoredJob, "settings" | "creator_user_name">,
): void {
  const name = runAsOf(job);
  if (name === job.creator_user_name || workspace.directory.whoIs(caller.userName).isAdmin) return;
  const runAs = principalKind(name) === "user" ? { user_name: name } : { service_principal_name: name };
  requireRunAs(runAs, caller.userName, (user, principal) => workspace.directory.mayUse(user, principal));
}
