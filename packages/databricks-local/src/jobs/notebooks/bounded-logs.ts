/** "The API returns the last 5 MB of these logs", and the first 5 MB of what a notebook exits with. */
export const MAX_OUTPUT_BYTES = 5 * 1024 * 1024;

/** The end of the lines, whole characters only. */
export function boundedLogs(lines: readonly string[]) {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
  if (bytes.length === 0) return {};
  const kept = bytes.subarray(Math.max(0, bytes.length - MAX_OUTPUT_BYTES));
  const logs = kept.toString("utf8").replace(/^\uFFFD+/, "");
  return { logs, logs_truncated: kept.length < bytes.length };
}
