import { extname } from "node:path";
import { z } from "zod";

export const LANGUAGES = ["PYTHON", "SQL", "SCALA", "R"] as const;
type Language = (typeof LANGUAGES)[number];

export const storedObjectShape = z.object({
  object_id: z.int(),
  object_type: z.enum(["DIRECTORY", "NOTEBOOK", "FILE"]),
  language: z.enum(LANGUAGES).optional(),
  size: z.int().optional(),
  created_at: z.int(),
  modified_at: z.int(),
  /** Who made it. */
  creator: z.string().optional(),
  /** The file of the contents; folders have none. */
  content: z.string().optional(),
});
/** What stands at a path. */
export type StoredObject = z.infer<typeof storedObjectShape>;

/** What is to be put at a path. */
export interface NewObject {
  readonly object_type: "NOTEBOOK" | "FILE";
  readonly language?: Language | undefined;
  readonly bytes: Buffer;
}

/** "Only applicable to files": times and size are shown for those alone. */
export function describeObject(path: string, stored: StoredObject) {
  const { object_id, object_type, language, size, created_at, modified_at } = stored;
  return {
    object_type,
    path,
    ...(language !== undefined && { language }),
    ...(object_type === "FILE" && { created_at, modified_at, size }),
    object_id,
    resource_id: String(object_id),
  };
}

interface Marks {
  readonly extension: string;
  readonly comment: string;
}

/** How each language writes comments: a notebook's source begins with one, and its cells are parted by one. */
const MARKS: Readonly<Record<Language, Marks>> = {
  PYTHON: { extension: ".py", comment: "#" },
  SQL: { extension: ".sql", comment: "--" },
  SCALA: { extension: ".scala", comment: "//" },
  R: { extension: ".r", comment: "#" },
};

export function commentOf(language: Language): string {
  return MARKS[language].comment;
}

/** Without its dot, as an export names it. */
export function fileTypeOf(language: Language): string {
  return MARKS[language].extension.slice(1);
}

function headerOf(language: Language): string {
  return `${MARKS[language].comment} Databricks notebook source`;
}

/** The language of a file that is a notebook: by its extension and its first line; nothing for any other file. */
export function languageOfNotebook(path: string, bytes: Buffer): Language | undefined {
  const extension = extname(path).toLowerCase();
  const language = LANGUAGES.find((name) => MARKS[name].extension === extension);
  if (language === undefined) return undefined;
  const [firstLine = ""] = bytes.subarray(0, 200).toString("utf8").split(/\r?\n/);
  return firstLine.trimEnd() === headerOf(language) ? language : undefined;
}

/** The source as the service exports it: with its first line, also when it came without. */
export function withHeader(source: Buffer, language: Language): Buffer {
  const header = headerOf(language);
  if (source.toString("utf8").startsWith(header)) return source;
  return Buffer.concat([Buffer.from(`${header}\n`), source]);
}
