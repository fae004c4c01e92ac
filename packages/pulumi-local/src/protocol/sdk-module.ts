import { createRequire } from "node:module";
import path from "node:path";
import { EngineError } from "../engine-error";

/** A file of the SDK that the project has installed; not of another one that may be nearer to the engine. */
export function sdkModule(projectDir: string, name: string): string {
  try {
    return createRequire(path.join(projectDir, "package.json")).resolve(`@pulumi/pulumi/${name}`);
  } catch (error) {
    throw new EngineError(`@pulumi/pulumi is not installed in ${projectDir}: run npm ci`, { cause: error });
  }
}
