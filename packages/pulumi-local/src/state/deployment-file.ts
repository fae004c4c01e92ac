import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import writeFileAtomic from "write-file-atomic";
import { EngineError, messageOf, UnsupportedError } from "../engine-error";
import { inDependencyOrder, type PendingOperation, type ResourceState } from "./resource-state";
import type { SecretsProvider } from "./secret-keeper";

/** What a stack's state file holds, still encrypted. */
export interface Deployment {
  resources: ResourceState[];
  pendingOperations: PendingOperation[];
  secretsProvider?: SecretsProvider | undefined;
}

interface DeploymentFile {
  version: 3;
  deployment: {
    manifest: { time: string; magic: string; version: string };
    secrets_providers?: SecretsProvider;
    resources?: ResourceState[];
    pending_operations?: PendingOperation[];
  };
}

/** The manifest names a version of Pulumi; this is the one whose protocol the engine speaks. */
const PULUMI_VERSION = "v3.248.0";

export async function readDeployment(file: string): Promise<Deployment> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { resources: [], pendingOperations: [] };
    throw new EngineError(`the state ${file} cannot be read: ${messageOf(error)}`);
  }
  return parseDeployment(file, text);
}

/** `file` is where the text is from, for what may be said about it. */
export function parseDeployment(file: string, text: string): Deployment {
  const { version, deployment } = parse(file, text);
  if (version !== 3)
    throw new EngineError(`the state ${file} has version ${String(version)}, this engine knows version 3`);
  refuseUnknown(deployment.resources ?? []);
  return {
    resources: deployment.resources ?? [],
    pendingOperations: deployment.pending_operations ?? [],
    secretsProvider: deployment.secrets_providers,
  };
}

/** Written next to the old one and renamed over it: a reader sees the old state or the new one, never half of one. */
export async function writeDeployment(file: string, deployment: Deployment): Promise<void> {
  await writeFileAtomic(file, deploymentText(deployment), { mode: 0o600 });
}

/** The deployment as `pulumi stack import` takes it. */
export function deploymentText(deployment: Deployment): string {
  const { secretsProvider, pendingOperations } = deployment;
  const content: DeploymentFile = {
    version: 3,
    deployment: {
      manifest: {
        time: new Date().toISOString(),
        magic: createHash("sha256").update(PULUMI_VERSION).digest("hex"),
        version: PULUMI_VERSION,
      },
      ...(secretsProvider && { secrets_providers: secretsProvider }),
      ...(pendingOperations.length > 0 && { pending_operations: pendingOperations }),
      resources: inDependencyOrder(deployment.resources),
    },
  };
  return jsonLines(content);
}

/** JSON with one line for each resource: small, and still good to look at and to compare. */
function jsonLines(content: DeploymentFile): string {
  const { resources = [], ...deployment } = content.deployment;
  const lines = resources.map((resource) => `\n${JSON.stringify(resource)}`).join(",");
  const head = JSON.stringify({ ...content, deployment });
  return `${head.slice(0, -2)},"resources":[${lines}\n]}}\n`;
}

function parse(file: string, text: string): DeploymentFile {
  try {
    return JSON.parse(text) as DeploymentFile;
  } catch (error) {
    throw new EngineError(`the state ${file} is not JSON: ${messageOf(error)}`);
  }
}

/** Marks that Pulumi leaves on a resource and that change what may be done with it. */
const MARKS = ["viewOf", "resourceHooks", "refreshBeforeUpdate", "extensionRef", "snippetID"] as const;

/** A state that the Pulumi CLI has written may ask for more than this engine does, such as not to delete something. */
function refuseUnknown(resources: readonly ResourceState[]): void {
  for (const resource of resources) {
    const mark = MARKS.find((name) => isSet(Reflect.get(resource, name)));
    if (mark) throw new UnsupportedError(`"${mark}" of ${resource.urn} in the state`);
  }
}

function isSet(value: unknown): boolean {
  return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}
