import pc from "picocolors";

/** Colours for a terminal, or none. */
export type Painter = ReturnType<typeof pc.createColors>;

export function painterFor(isTerminal: boolean): Painter {
  return pc.createColors(isTerminal && !process.env["NO_COLOR"]);
}
