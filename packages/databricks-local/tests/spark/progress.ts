const EVERY_MS = process.stderr.isTTY ? 1_000 : 15_000;

/** Says on standard error how far a long run is; says nothing of a short one. */
export function progress(what: string, all: number): (done: number) => void {
  const begun = Date.now();
  let said = begun;
  return (done) => {
    const now = Date.now();
    const isLast = done === all;
    if (now - said < EVERY_MS && !(isLast && said > begun)) return;
    said = now;
    const left = Math.ceil((((now - begun) / done) * (all - done)) / 1_000);
    const tail = isLast ? `${Math.round((now - begun) / 1_000)} s` : `about ${left} s more`;
    const end = isLast || !process.stderr.isTTY ? "\n" : "\r";
    process.stderr.write(`${what}: ${done} of ${all}, ${tail}   ${end}`);
  };
}
