import { format } from "prettier";
import { catalogue, packPage } from "../../../../commands/pack/pack-catalogue";
import { planShipped } from "../../../shipped-packs";
import { assertIsFile } from "../../alerting/golden-file";

/** Runbooks are files of the repository, as the packs name them. */
const RUNBOOKS = /https:\/\/github\.com\/example\/alerts\/blob\/main\//g;

describe("the catalogue of the packs", () => {
  const { packs, plan } = planShipped("w");
  const catalogued = packs.map((pack) => ({
    pack,
    alerts: plan.alerts.filter(({ alertId }) => pack.alerts.some((alert) => alert.alertId === alertId)),
  }));
  const formatted = (text: string) =>
    format(text.replaceAll(RUNBOOKS, "../../"), { parser: "markdown", printWidth: 110 });

  it("lists every alert", async () => {
    assertIsFile("docs/packs/README.md", await formatted(catalogue(catalogued)));
  });

  for (const one of catalogued) {
    it(`has a page of ${one.pack.name}`, async () => {
      assertIsFile(`docs/packs/${one.pack.name}.md`, await formatted(packPage(one)));
    });
  }
});
