/** Where a message is read: what it advises must work there. */
export interface Place {
  readonly stack: string;
  /** On the local workspace. */
  readonly isLocal: boolean;
}

/** npm's commands take this stack for the one on the local workspace, and every other one for a real one's. */
export const LOCAL_STACK = "dev";

/** The command of npm's that works on this stack, where it is: `npm run lint -- --stack prod`. */
export function npmCommand(command: string, { stack, isLocal }: Place): string {
  const isTakenForLocal = stack === LOCAL_STACK;
  const flags = [
    ...(isTakenForLocal ? [] : [`--stack ${stack}`]),
    ...(isTakenForLocal === isLocal ? [] : [isLocal ? "--local" : "--remote"]),
  ];
  return ["npm run", command, ...(flags.length > 0 ? ["--", ...flags] : [])].join(" ");
}

/** One with words of its own: `npm run adopt -- COST-012 --stack prod`. */
export function npmCommandOf(name: string, args: string, place: Place): string {
  const [command = "", flags] = npmCommand(name, place).split(" -- ");
  return [command, "--", args, ...(flags === undefined ? [] : [flags])].join(" ");
}

/** A command of `npm run pack`: `npm run pack -- take COST-001 severity --stack prod`. */
export function packCommand(args: string, place: Place): string {
  return npmCommandOf("pack", args, place);
}

/** A run of this stack by the engine that deploys it: `pulumi up --stack prod`. */
export function runCommand(command: "up" | "refresh", flag?: string, stack = stackOfRun()): string {
  const flags = [...(flag === undefined ? [] : [flag]), ...stackFlag(stack)];
  if (!isLocalEngine()) return ["pulumi", command, ...flags].join(" ");
  return ["npm run", command, ...(flags.length > 0 ? ["--", ...flags] : [])].join(" ");
}

/** How a setting of this stack gets its value: `pulumi config set --stack prod maxDeletes 5`. */
export function settingCommand(name: string, value: string | number, stack = stackOfRun()): string {
  if (isLocalEngine()) return runCommand("up", `--config ${name}=${value}`, stack);
  return ["pulumi config set", ...stackFlag(stack), name, value].join(" ");
}

/** Where the settings of this stack are put right. */
export function settingsAdvice(stack = stackOfRun()): string {
  return isLocalEngine() && stack !== undefined
    ? `Pulumi.${stack}.yaml`
    : settingCommand("<name>", "<value>", stack);
}

/** How a secret of this stack gets its value. */
export function secretCommand(name: string): string {
  const stack = stackOfRun();
  if (isLocalEngine()) return runCommand("up", `--secret-config ${name}=<value>`, stack);
  return ["pulumi config set", ...stackFlag(stack), "--secret", name].join(" ");
}

/** Both engines say it to the program, and the local one to providers, too. */
function stackOfRun(): string | undefined {
  return process.env["PULUMI_NODEJS_STACK"];
}

/** The local engine says so to whatever it starts, and has commands of its own in the stead of Pulumi's. */
export function isLocalEngine(): boolean {
  return process.env["PULUMI_LOCAL"] === "1";
}

/** Pulumi's CLI takes the selected stack where none is named; the local engine takes `dev`. */
function stackFlag(stack: string | undefined): string[] {
  return stack === undefined || (isLocalEngine() && stack === LOCAL_STACK) ? [] : [`--stack ${stack}`];
}
