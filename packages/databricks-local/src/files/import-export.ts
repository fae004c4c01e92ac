import { z } from "zod";
import { ApiError } from "../api-error";
import { readBody } from "../request-body";
import { checkShape } from "../shape-check";
import type { FileStore } from "./file-store";
import { fileTypeOf, languageOfNotebook, LANGUAGES, type NewObject, withHeader } from "./workspace-object";
import { readWorkspacePath, type WorkspacePath } from "./workspace-path";

/** "This has a limit of 10 MB." */
const MAX_CONTENT_BYTES = 10 * 1024 * 1024;

const FORMATS = ["AUTO", "SOURCE", "RAW", "HTML", "JUPYTER", "DBC", "R_MARKDOWN"] as const;
const KNOWN_FORMATS: readonly string[] = ["AUTO", "SOURCE", "RAW"];

const importShape = z.looseObject({
  path: z.string(),
  content: z.base64({ error: "must be base64" }).default(""),
  format: z.enum(FORMATS).default("SOURCE"),
  language: z.enum(LANGUAGES).optional(),
  overwrite: z.boolean().default(false),
});

/** A form, as `upload` of the SDKs sends it, holds the bytes themselves. */
const formShape = importShape.extend({
  content: z.instanceof(Blob).default(new Blob([])),
  overwrite: z.stringbool().default(false),
});

/** Where imported things go. */
export type Put = (path: WorkspacePath, object: NewObject, overwrite: boolean) => void;

/** `POST /api/2.0/workspace/import`: JSON with base64, or a multipart form. */
export async function importObject(put: Put, body: Buffer): Promise<void> {
  const request = await readRequest(body);
  const { path, bytes, format, language, overwrite } = request;
  if (!KNOWN_FORMATS.includes(format)) {
    throw ApiError.invalidParameter(
      `format ${format} is not supported by the local workspace: use ${KNOWN_FORMATS.join(", ")}`,
    );
  }
  if (format === "AUTO") return putFile(put, path, bytes, overwrite);
  if (format === "SOURCE" && language === undefined)
    throw ApiError.invalidParameter("To import a single file as SOURCE, you must set the language field");

  checkSize(bytes);
  const object: NewObject =
    format === "RAW" ? { object_type: "FILE", bytes } : { object_type: "NOTEBOOK", language, bytes };
  put(readWorkspacePath(path), object, overwrite);
}

/**
 * "The item is imported depending on an analysis of the item's extension and the header content. If the item is
 * imported as a notebook, then the item's extension is automatically removed."
 */
export function putFile(put: Put, path: string, bytes: Buffer, overwrite: boolean): void {
  checkSize(bytes);
  if (/\.ipynb$/i.test(path))
    throw ApiError.invalidParameter(`${path}: Jupyter notebooks are not supported by the local workspace`);

  const language = languageOfNotebook(path, bytes);
  if (language === undefined) return put(readWorkspacePath(path), { object_type: "FILE", bytes }, overwrite);

  const notebook = readWorkspacePath(path.replace(/\.[^.]+$/, ""));
  put(notebook, { object_type: "NOTEBOOK", language, bytes }, overwrite);
}

function checkSize(bytes: Buffer): void {
  if (bytes.length <= MAX_CONTENT_BYTES) return;
  throw new ApiError(
    400,
    "MAX_NOTEBOOK_SIZE_EXCEEDED",
    `The content has ${bytes.length} bytes: the limit is ${MAX_CONTENT_BYTES}`,
  );
}

async function readRequest(body: Buffer) {
  const boundary = /^--(\S+)\r?\n/.exec(body.subarray(0, 200).toString("latin1"))?.[1];
  if (boundary === undefined) {
    const { content, ...request } = readBody(importShape, body);
    return { ...request, bytes: Buffer.from(content, "base64") };
  }
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  const form = await new Response(new Uint8Array(body), { headers }).formData().catch((cause: unknown) => {
    const refusal = new ApiError(400, "MALFORMED_REQUEST", "The multipart form cannot be read");
    refusal.cause = cause;
    throw refusal;
  });
  const { content, ...request } = checkShape(formShape, Object.fromEntries(form));
  return { ...request, bytes: Buffer.from(await content.arrayBuffer()) };
}

/** The bytes of a notebook (as source) or a file, and their type if there is one. */
export function exportObject(files: FileStore, path: WorkspacePath, format: string) {
  const { object_type, language } = files.find(path);
  if (object_type === "DIRECTORY") throw cannotExport("Folders");
  requireExportFormat(format);
  const stored = files.read(path);
  const bytes = language === undefined ? stored : withHeader(stored, language);
  checkSize(bytes);
  return { bytes, ...(language !== undefined && { file_type: fileTypeOf(language) }) };
}

export function requireExportFormat(format: string): void {
  if (!KNOWN_FORMATS.includes(format)) throw cannotExport(`format ${format}`);
}

function cannotExport(what: string): ApiError {
  return ApiError.invalidParameter(
    `${what} cannot be exported from the local workspace: it has notebooks, files and alerts as ${KNOWN_FORMATS.join(", ")}`,
  );
}
