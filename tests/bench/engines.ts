import { readFile } from "node:fs/promises";
import path from "node:path";
import { clientEnvironment, type WorkspaceAddress } from "databricks-local";
import { PulumiCli } from "../cli/pulumi-cli";
import type { EngineName } from "./bench-result";
import { npmCommandLine, type CommandLine } from "./command-line";

export type StackCommand = "preview" | "up" | "destroy";

/** A stack whose commands can be measured. */
export interface MeasuredStack {
  commandLine(command: StackCommand, parallel: number): CommandLine;
  /** The deployment, as JSON. */
  stateText(): Promise<string>;
}

type OpenStack = (folder: string, workspace: WorkspaceAddress) => Promise<MeasuredStack>;

export const ENGINES: Readonly<Record<EngineName, OpenStack>> = {
  local: (folder) =>
    Promise.resolve({
      commandLine: (command, parallel) => npmCommandLine(command, "--parallel", String(parallel)),
      stateText: () => readFile(path.join(folder, ".local", "state.json"), "utf8"),
    }),
  pulumi: async (folder, workspace) => {
    const cli = await PulumiCli.createIn(folder, clientEnvironment(workspace));
    return {
      commandLine: (command, parallel) => ({
        file: "pulumi",
        args: [
          command,
          "--parallel",
          String(parallel),
          "--non-interactive",
          "--color",
          "never",
          ...(command === "preview" ? [] : ["--yes", "--skip-preview"]),
        ],
        env: cli.env,
      }),
      stateText: async () => (await cli.succeed("stack", "export")).stdout,
    };
  },
};
