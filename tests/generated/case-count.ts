/** All of them in `npm run test:slow`, which requires `all-cases.cjs`. */
const PART = process.env["ALL_CASES"] ? 1 : 1 / 5;

/** How many generated cases a property is held against, of so many: those of a seed begin with the same ones whatever their number. */
export function caseCount(all: number): number {
  return Math.ceil(all * PART);
}
