import { generatedAlertsImport, ImportStack } from "./import-stack";

describe("an import of alerts with every field of the API", function () {
  this.timeout(240_000);
  let own: ImportStack;
  before(async () => {
    own = await ImportStack.start({ adoptForeign: "true", allowedWarehouses: "0123456789abcdef" });
  });
  after(() => own.stack.stop());

  it("leaves each of 30 as it is, and ends with a preview that is empty", () =>
    generatedAlertsImport(own, { count: 30, seed: 11 }));
});
