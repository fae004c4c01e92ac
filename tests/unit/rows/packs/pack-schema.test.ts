import { z } from "zod";
import { format } from "prettier";
import { overridesShape, packShape } from "../../../../rows/packs/pack-shape";
import { assertIsFile } from "../../alerting/golden-file";

/** For editors, which show what a key means and mark those that are none. */
describe("the schema of packs", () => {
  const schemas = { "packs/pack.schema.json": packShape, "packs/overrides.schema.json": overridesShape };
  for (const [file, shape] of Object.entries(schemas)) {
    it(`stands in ${file}`, async () => {
      const schema = z.toJSONSchema(shape, { io: "input", unrepresentable: "any" });
      assertIsFile(file, await format(JSON.stringify(schema), { parser: "json", printWidth: 110 }));
    });
  }
});
