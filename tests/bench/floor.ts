import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeProjectFolder } from "../project-folder";
import type { FloorResult } from "./bench-result";
import { ENGINES, type MeasuredStack, type StackCommand } from "./engines";
import { timeCommand } from "./measure-command";
import type { ScenarioOptions } from "./run-scenario";
import { WorkspaceProcess } from "./workspace-process";

const PROGRAM = path.join(process.cwd(), "tests", "testdata", "programs", "floor");
const STACK_FILE = "Pulumi.dev.yaml";

type FloorOptions = Pick<ScenarioOptions, "engine" | "folder" | "rows" | "parallel" | "signal">;

/** As many resources that do nothing, by the same engine: the least that so many alerts could cost. */
export class Floor {
  readonly #options: FloorOptions;
  readonly #workspace: WorkspaceProcess;
  readonly #stack: MeasuredStack;

  private constructor(options: FloorOptions, workspace: WorkspaceProcess, stack: MeasuredStack) {
    this.#options = options;
    this.#workspace = workspace;
    this.#stack = stack;
  }

  static async open(scenario: FloorOptions): Promise<Floor> {
    const options = { ...scenario, folder: path.join(scenario.folder, "floor", "project") };
    const { engine, folder, rows, signal } = options;
    await makeProjectFolder(folder, PROGRAM);
    await writeFile(path.join(folder, STACK_FILE), `config:\n  floor:resources: "${rows}"\n`);
    // The scripts of the local engine look for one, and would start it within the time that is measured.
    const workspace = await WorkspaceProcess.start(folder, signal);
    return new Floor(options, workspace, await ENGINES[engine](folder, workspace.address));
  }

  async run(command: StackCommand): Promise<FloorResult> {
    const line = this.#stack.commandLine(command, this.#options.parallel);
    const { seconds, cpuSeconds } = await timeCommand(line, this.#options);
    return { seconds, ...(cpuSeconds !== undefined && { cpuSeconds }) };
  }

  /** The next run updates the first of them. What an engine has written into the file meanwhile stays. */
  async changeOne(): Promise<void> {
    const file = path.join(this.#options.folder, STACK_FILE);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("config:\n", 'config:\n  floor:changed: "0"\n'));
  }

  close(): Promise<void> {
    return this.#workspace.stop();
  }
}
