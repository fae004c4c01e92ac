/** What `npm run up` has a new local workspace set up with, and the seeds' queries read. */
export const SAMPLE = ["sample/fact_usage.sql"];
