import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const Project = z.object({
  template: z.object({
    config: z.record(z.string(), z.object({ description: z.string(), default: z.string().default("") })),
  }),
  config: z.record(
    z.string(),
    z.object({
      type: z.string(),
      description: z.string(),
      default: z.union([z.string(), z.boolean(), z.number()]),
    }),
  ),
});

/** What `Pulumi.yaml` says of the settings: of all of them, and of those that `pulumi new` asks for. */
export const { config: DECLARED, template: TEMPLATE } = Project.parse(
  parse(readFileSync("Pulumi.yaml", "utf8")),
);

/** A row of a page's table for each, with what is set where nobody sets anything. */
export function settingRows(
  settings: Readonly<Record<string, { readonly description: string; readonly default: unknown }>>,
): string {
  return Object.entries(settings)
    .map(([name, { default: value, description }]) => {
      const shown = value === "" ? "" : `\`${String(value)}\``;
      return `| \`${name}\` | ${shown} | ${description} |\n`;
    })
    .join("");
}
