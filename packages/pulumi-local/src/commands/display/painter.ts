import pc from "picocolors";

/** Colours for a terminal, or none. */
export type Painter = ReturnType<typeof pc.createColors>;

export function painterFor(isTerminal: boolean | undefined): Painter {
  // Not left open: the library would then paint wherever CI is set.
  return pc.createColors(isTerminal === true && !process.env["NO_COLOR"]);
}
