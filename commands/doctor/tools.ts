import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { findProgram } from "../../databricks/run-program";
import { load } from "../follow-stack";
import { type Diagnosis, ok, untold, warning } from "./diagnosis";

/** The oldest of Node's releases that still gets its own fixes. */
const SUPPORTED_NODE = 22;
const TIMEOUT_MS = 20_000;

const Package = z.object({ version: z.string() });
const Plugins = z.array(
  z.looseObject({ name: z.string(), kind: z.string(), version: z.string().optional() }),
);

export interface ToolsQuestion {
  /** On the local workspace `npm run up` deploys, and needs no other tool. */
  readonly isLocal: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** @default the one that runs this */
  readonly node?: string;
}

/** That Node is new enough at all is looked at before anything else (`commands/main.cjs`). */
export function examineNode({ node = process.versions.node }: Pick<ToolsQuestion, "node">): Diagnosis[] {
  if (Number.parseInt(node, 10) >= SUPPORTED_NODE) return [ok("Node", node)];
  return [warning("Node", `${node} works, and gets no fixes any more`, "Install Node 24.")];
}

/** The Pulumi CLI, and the plugin that it runs the databricks resources of this program with. */
export async function examinePulumi({ isLocal, env }: ToolsQuestion): Promise<Diagnosis[]> {
  const pulumi = findProgram("pulumi", env);
  if (pulumi === undefined) {
    if (isLocal) return [ok("Pulumi CLI", "is not installed, and npm run up needs none here")];
    const text = "is not on the PATH: pulumi preview and pulumi up cannot run on this machine";
    return [warning("Pulumi CLI", text, "Install it: https://www.pulumi.com/docs/install/")];
  }
  const [version, plugins] = await Promise.allSettled([
    output(pulumi, ["version"], env),
    output(pulumi, ["plugin", "ls", "--json"], env).then((text) => Plugins.parse(JSON.parse(text))),
  ]);
  return [
    version.status === "fulfilled"
      ? ok("Pulumi CLI", `${version.value.trim().replace(/^v/, "")} (${pulumi})`)
      : untold("Pulumi CLI", `\`${pulumi} version\` failed`),
    plugins.status === "fulfilled"
      ? pluginIn(plugins.value)
      : untold("databricks plugin", `\`${pulumi} plugin ls --json\` failed`),
  ];
}

/** The CLI runs the version that the package in node_modules asks for. */
function pluginIn(plugins: z.output<typeof Plugins>): Diagnosis {
  const { version: wanted } = Package.parse(load("@pulumi/databricks/package.json"));
  const found = plugins.filter(({ name, kind }) => name === "databricks" && kind === "resource");
  if (found.some(({ version }) => version === wanted)) return ok("databricks plugin", wanted);
  const others = found.flatMap(({ version }) => version ?? []);
  return warning(
    "databricks plugin",
    `${wanted} is not installed${others.length > 0 ? ` (${others.join(", ")} is)` : ""}: the first run downloads it, where it gets to the internet`,
    `pulumi plugin install resource databricks v${wanted}`,
  );
}

async function output(path: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  const running = promisify(execFile)(path, [...args], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: TIMEOUT_MS,
    shell: path.endsWith(".cmd"),
  });
  running.child.stdin?.end();
  return (await running).stdout;
}
