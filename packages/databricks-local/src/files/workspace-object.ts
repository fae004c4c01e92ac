import { z } from "zod";

export const LANGUAGES = ["PYTHON", "SQL", "SCALA", "R"] as const;
export type Language = (typeof LANGUAGES)[number];

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
