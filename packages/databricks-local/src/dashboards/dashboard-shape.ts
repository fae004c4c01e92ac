import { z } from "zod";

const LONGEST_NAME = 255;

const serializedDashboard = z.string().refine(isJsonObject, "must be a JSON object, written as text");

/** @see https://docs.databricks.com/api/workspace/lakeview/create */
export const newDashboardShape = z.looseObject({
  display_name: z
    .string()
    .min(1, "must not be empty")
    .max(LONGEST_NAME, `must have at most ${LONGEST_NAME} characters`)
    .refine((name) => !name.includes("/"), "must not contain '/'"),
  parent_path: z.string().startsWith("/", "must begin with '/'").optional(),
  serialized_dashboard: serializedDashboard.optional(),
  warehouse_id: z.string().optional(),
});
export type NewDashboard = z.infer<typeof newDashboardShape>;

/** What a PATCH takes: fields that are left out stay, and what the service knows better is not read. */
export const dashboardChangeShape = newDashboardShape.partial().extend({ etag: z.string().optional() });
export type DashboardChange = z.infer<typeof dashboardChangeShape>;

export const publishShape = z.looseObject({
  embed_credentials: z.boolean().default(true),
  warehouse_id: z.string().optional(),
});
export type Publication = z.infer<typeof publishShape>;

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
