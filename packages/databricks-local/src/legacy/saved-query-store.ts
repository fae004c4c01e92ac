import { z } from "zod";
import { placedShape, TrashableStore } from "./trashable-store";

const text = z.string();
const filledText = text.min(1, "must not be empty");

/**
 * A saved query. What is not named here is kept as it comes.
 *
 * @see https://docs.databricks.com/api/workspace/queries/create
 */
export const savedQueryShape = placedShape.extend({
  display_name: text.optional(),
  description: text.optional(),
  query_text: text.optional(),
  warehouse_id: text.optional(),
  catalog: text.optional(),
  schema: text.optional(),
  parameters: z.array(z.looseObject({ name: filledText })).optional(),
  run_as_mode: z.enum(["OWNER", "VIEWER"]).optional(),
  tags: z.array(text).optional(),
});
export type SavedQuery = z.infer<typeof savedQueryShape>;

/** The workspace's saved queries. */
export class SavedQueryStore extends TrashableStore<SavedQuery> {
  constructor(dataDir: string, clock: () => Date) {
    super(dataDir, { file: "saved-queries.jsonl", noun: "Query", shape: savedQueryShape }, clock);
  }

  override create(body: SavedQuery, caller: string): SavedQuery {
    return super.create({ ...body, last_modifier_user_name: caller }, caller);
  }
}
