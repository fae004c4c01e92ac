import { z } from "zod";
import { principalList } from "./principals";

const list = z
  .string()
  .default("")
  .transform((text) => text.split(",").map((element) => element.trim().toLowerCase()))
  .transform((elements): readonly string[] => elements.filter((element) => element !== ""));

/** What rows may choose themselves: whoever writes one has no more authority than these give. */
export const authoritySettingsShape = z.object({
  allowedRunAs: principalList,
  allowedEmailDomains: list.refine(
    (domains) => domains.every((domain) => /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain)),
    "must be domains such as example.com, separated by commas",
  ),
  allowedFunctions: list.refine(
    (names) => names.every((name) => /^\w+$/.test(name)),
    "must be names of functions such as ai_query, separated by commas",
  ),
});

export type AuthoritySettings = z.output<typeof authoritySettingsShape>;
