import { BY_PULUMI_LOCAL } from "../local-environment";
import type { Project } from "../project/project-file";
import type { StackConfig } from "../project/stack-config";
import type { ChildOptions, RunningChild } from "./child-process";
import { startChild } from "./kept-processes";
import { sdkModule } from "./sdk-module";

export interface ProgramOptions extends ChildOptions {
  project: Project;
  stack: string;
  config: StackConfig;
  address: string;
  dryRun: boolean;
  parallel: number;
}

/** The SDK's own runner has reported why the program failed (sdk/nodejs/cmd/run/index.ts). */
export const FAILURE_REPORTED = 32;

/** Starts the program by the SDK's own runner, as Pulumi's language host does. */
export function startProgram({
  project,
  stack,
  config,
  address,
  dryRun,
  parallel,
  ...child
}: ProgramOptions): RunningChild {
  const runner = sdkModule(project.dir, "cmd/run");
  const args = [
    runner,
    `--monitor=${address}`,
    `--engine=${address}`,
    "--organization=organization",
    `--project=${project.name}`,
    `--stack=${stack}`,
    `--pwd=${project.dir}`,
    `--root-directory=${project.dir}`,
    `--parallel=${parallel}`,
    ...(dryRun ? ["--dry-run"] : []),
    project.main,
  ];
  const env = {
    ...child.env,
    PULUMI_CONFIG: JSON.stringify(config.values),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(config.secretKeys),
    PULUMI_LOCAL_GIVEN: JSON.stringify(config.givenKeys),
    PULUMI_NODEJS_TYPESCRIPT: "false",
    PULUMI_NODEJS_STACK: stack,
    ...BY_PULUMI_LOCAL,
  };
  return startChild(project.nodeArgs, args, { ...child, env });
}
