import { z } from "zod";

const MAX_STATEMENT_BYTES = 16 * 1024 * 1024;

export function isTooLong(sql: string): boolean {
  return Buffer.byteLength(sql) > MAX_STATEMENT_BYTES;
}

export const TOO_LONG = "must have at most 16 MiB";

/**
 * What `POST /api/2.0/sql/statements` takes.
 *
 * @see https://docs.databricks.com/api/workspace/statementexecution/executestatement
 */
export const statementRequestShape = z
  .looseObject({
    statement: z
      .string()
      .refine((sql) => sql.trim() !== "", "must not be empty")
      .refine((sql) => !isTooLong(sql), TOO_LONG),
    warehouse_id: z.string(),
    /** A session of `POST /api/2.0/sql/sessions`, whose catalog, schema and settings count. */
    session_id: z.string().optional(),
    catalog: z.string().optional(),
    schema: z.string().optional(),
    parameters: z
      .array(
        z.looseObject({
          name: z.string().optional(),
          type: z.string().optional(),
          value: z.string().optional(),
        }),
      )
      .optional(),
    wait_timeout: z
      .string()
      .regex(/^(0|[5-9]|[1-4]\d|50)s$/, "must be 0s, or from 5s to 50s")
      .default("10s"),
    on_wait_timeout: z.enum(["CONTINUE", "CANCEL"]).default("CONTINUE"),
    disposition: z.enum(["INLINE", "EXTERNAL_LINKS", "INLINE_OR_EXTERNAL_LINKS"]).default("INLINE"),
    format: z.enum(["JSON_ARRAY", "ARROW_STREAM", "CSV"]).default("JSON_ARRAY"),
    result_compression: z.enum(["NONE", "LZ4_FRAME"]).optional(),
    row_limit: z.int().min(0).optional(),
    byte_limit: z.int().min(1).optional(),
    query_tags: z
      .array(z.looseObject({ key: z.string().min(1, "must not be empty"), value: z.string().optional() }))
      .optional(),
  })
  .refine(({ disposition, format }) => disposition !== "INLINE" || format === "JSON_ARRAY", {
    path: ["format"],
    error: "must be JSON_ARRAY with disposition INLINE",
  })
  .refine(({ disposition, format }) => disposition !== "INLINE_OR_EXTERNAL_LINKS" || format !== "CSV", {
    path: ["format"],
    error: "must be JSON_ARRAY or ARROW_STREAM with disposition INLINE_OR_EXTERNAL_LINKS",
  })
  .refine(({ session_id, catalog, schema }) => !session_id || (!catalog && !schema), {
    path: ["session_id"],
    error: "has its own catalog and schema",
  });
export type StatementRequest = z.output<typeof statementRequestShape>;
