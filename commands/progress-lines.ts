const EVERY_MS = 1_000;

/** Lines on stderr, of which one a second is shown: what is over sooner shows none. */
export function progressLines(): (line: string) => void {
  let last = Date.now();
  return (line) => {
    if (Date.now() - last < EVERY_MS) return;
    last = Date.now();
    console.error(`${line} …`);
  };
}
