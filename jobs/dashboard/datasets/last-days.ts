/** How far back the figures reach. */
export const LAST_DAYS = 30;

/** Rows of the last days. */
export function inLastDays(timestamp: string): string {
  return `${timestamp} >= current_timestamp() - INTERVAL ${LAST_DAYS} DAYS`;
}
