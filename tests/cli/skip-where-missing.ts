/** For a hook: the suite's tests are skipped, with the reason, where there is one. */
export function skipWhereMissing(context: Mocha.Context, missing: string | undefined): void {
  if (missing === undefined) return;
  console.log(`    skipped: ${missing}`);
  context.skip();
}
