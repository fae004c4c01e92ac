import { ApiError } from "../api-error";
import type { FileStore } from "./file-store";
import { checkSize } from "./import-request";
import { fileTypeOf, withHeader } from "./notebook-source";
import type { WorkspacePath } from "./workspace-path";

const KNOWN_FORMATS: readonly string[] = ["AUTO", "SOURCE", "RAW"];

/** The bytes of a notebook (as source) or a file, and their type if there is one. */
export function exportObject(files: FileStore, path: WorkspacePath, format: string) {
  const { object_type, language } = files.find(path);
  if (!KNOWN_FORMATS.includes(format) || object_type === "DIRECTORY") {
    const what = object_type === "DIRECTORY" ? "Folders" : `format ${format}`;
    throw ApiError.invalidParameter(
      `${what} cannot be exported from the local workspace: it has notebooks and files as ${KNOWN_FORMATS.join(", ")}`,
    );
  }
  const stored = files.read(path);
  const bytes = language === undefined ? stored : withHeader(stored, language);
  checkSize(bytes);
  return { bytes, ...(language !== undefined && { file_type: fileTypeOf(language) }) };
}
