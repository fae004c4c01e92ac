/** A TIMESTAMP cell in milliseconds, in whatever form it was read. */
export function timeOf(cell: unknown): number | undefined {
  const time = cell instanceof Date ? cell.getTime() : typeof cell === "string" ? Date.parse(cell) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
