import { generatedAlertsImport, ImportStack } from "../engine/import-stack";

const CONFIG = { adoptForeign: "true", allowedWarehouses: "0123456789abcdef" };

describe("an import of 200 generated alerts", function () {
  this.timeout(600_000);
  let own: ImportStack;
  beforeEach(async () => {
    own = await ImportStack.start({ ...CONFIG });
  });
  afterEach(() => own.stack.stop());

  for (const seed of [7, 2026]) {
    it(`leaves each as it is, and ends with a preview that is empty (seed ${seed})`, () =>
      generatedAlertsImport(own, { count: 200, seed }));
  }
});
