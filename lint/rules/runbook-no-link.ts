import { shownText } from "../../messages/shown-value";
import type { LintRule } from "../lint-rule";

export const RUNBOOK_NO_LINK: LintRule = {
  id: "runbook/no-link",
  severity: "warning",
  title: "The runbook's address cannot be opened.",
  reason: "In a message it is the one thing to click on.",
  fix: "Write the whole address, with https:// in front.",
  check({ row }) {
    const address = (row.runbook_url ?? "").trim();
    return address === "" || (URL.canParse(address) && /^https?:/i.test(address))
      ? []
      : [{ column: "runbook_url", message: `"${shownText(address)}" is no address of a page.` }];
  },
};
