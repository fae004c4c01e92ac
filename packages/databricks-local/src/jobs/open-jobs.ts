import { JobRunner } from "./job-runner";
import { JobStore } from "./job-store";
import type { JobSurroundings } from "./job-surroundings";
import { RunStore } from "./runs/run-store";

/** Opens what the workspace keeps of jobs, and what runs them. */
export function openJobs(dataDir: string, surroundings: JobSurroundings) {
  const { clock } = surroundings;
  const jobs = new JobStore(dataDir, { clock });
  const jobRuns = new RunStore(dataDir, clock);
  const jobRunner = new JobRunner(jobs, jobRuns, surroundings);
  const close = async () => {
    await jobRunner.close();
    jobs.close();
    jobRuns.close();
  };
  return { parts: { jobs, jobRuns, jobRunner }, close };
}
