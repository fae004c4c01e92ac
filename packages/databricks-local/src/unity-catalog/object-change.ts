import { z } from "zod";

/** What a PATCH of a catalog, a schema or a volume takes: fields that are left out stay. A new name is refused. */
export const objectChangeShape = z.looseObject({
  comment: z.string().optional(),
  owner: z.string().optional(),
  properties: z.record(z.string(), z.string()).optional(),
  new_name: z.undefined("is not supported by the local workspace").optional(),
});
export type ObjectChange = z.infer<typeof objectChangeShape>;
