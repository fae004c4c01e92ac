import { resourceProvider } from "../../../../providers/resource-provider";
import { failAs } from "./failures";

export const provider = resourceProvider<{ readonly failure: string }, object>({
  diff: () => ({ changes: false }),
  create: ({ failure }) => failAs(failure),
  update: () => Promise.resolve({ outs: {} }),
  delete: () => Promise.resolve(),
});
