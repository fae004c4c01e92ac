import { createColors } from "picocolors";

/** Colours for a terminal, or none. Not left open: the library would then paint wherever CI is set. */
export const paint = createColors(process.stdout.isTTY === true && !process.env["NO_COLOR"]);
