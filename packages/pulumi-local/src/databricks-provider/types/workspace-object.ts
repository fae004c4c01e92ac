import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import posix from "node:path/posix";
import { type PropertyMap, UNKNOWN } from "../../values/property-value";
import { ApiError } from "../api-error";
import { type Fields, text } from "../field";
import { scalarText } from "../json";
import type { Failure } from "../resource-type";
import type { RestClient } from "../rest-client";

export function statusOf(api: RestClient, objectPath: string): Promise<PropertyMap> {
  return api.call("GET", `/api/2.0/workspace/get-status?path=${encodeURIComponent(objectPath)}`);
}

/** Tries it once more with the folder that it goes into, should it be that which is missing. */
export async function withFolder<T>(api: RestClient, folder: string, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    if (!(await isMissing(api, folder))) throw error;
    await api.call("POST", "/api/2.0/workspace/mkdirs", { path: folder });
    return make();
  }
}

export function folderOf(objectPath: string): string {
  return path.dirname(objectPath);
}

/** What the provider says of where an object is. */
export function placeOf(api: RestClient, id: string): PropertyMap {
  return { url: `${api.host}/#workspace${id}`, workspacePath: `/Workspace${id}` };
}

async function isMissing(api: RestClient, objectPath: string): Promise<boolean> {
  try {
    await statusOf(api, objectPath);
    return false;
  } catch (error) {
    return error instanceof ApiError && error.isMissing;
  }
}

export function md5Of(content: Buffer | string): string {
  return createHash("md5").update(content).digest("hex");
}

/** The content of a notebook or file: in the program, or in a file of the project (workspace/file_resource.go). */
export class FileContent {
  readonly #projectDir: string;

  constructor(projectDir: string) {
    this.#projectDir = projectDir;
  }

  get fields(): Fields {
    return {
      path: text({ required: true, replaces: true }),
      contentBase64: text(),
      source: text(),
      md5: text({ default: "different", isSame: (old, _, planned) => this.#hash(planned) === old }),
    };
  }

  read({ contentBase64, source }: PropertyMap): Buffer {
    if (contentBase64) return Buffer.from(scalarText(contentBase64), "base64");
    return readFileSync(path.resolve(this.#projectDir, scalarText(source)));
  }

  check({ path: target, contentBase64, source }: PropertyMap): Failure[] {
    const failures: Failure[] = [];
    const refuse = (property: string, reason: string) => failures.push({ property, reason });
    const given = scalarText(target);
    if (target !== UNKNOWN && posix.normalize(given) !== given)
      refuse("path", `must be written as ${posix.normalize(given)}`);
    if (!contentBase64 && !source) refuse("", "one of contentBase64, source must be set");
    if (contentBase64 && source) refuse("", "only one of contentBase64, source can be set");
    if (contentBase64 && contentBase64 !== UNKNOWN && !isBase64(scalarText(contentBase64)))
      refuse("contentBase64", "is not base64");
    if (source && source !== UNKNOWN && !existsSync(path.resolve(this.#projectDir, scalarText(source))))
      refuse("source", `the file ${scalarText(source)} does not exist`);
    return failures;
  }

  #hash(planned: PropertyMap): string | undefined {
    if (planned.contentBase64 === UNKNOWN || planned.source === UNKNOWN) return undefined;
    return md5Of(this.read(planned));
  }
}

function isBase64(content: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(content) && content.length % 4 === 0;
}
