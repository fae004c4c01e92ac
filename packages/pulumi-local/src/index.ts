export { startChild } from "./protocol/kept-processes";
export { runStack } from "./run";
export type { RunCommand, RunOptions, RunResult } from "./run-options";
export { lockStack, stackFiles } from "./state/open-stack";
