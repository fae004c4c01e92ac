import { readFileSync } from "node:fs";
import { elementKind, type Field, type Fields, type Kind } from "../../src/databricks-provider/field";
import { resourceTypes } from "../../src/databricks-provider/resource-types";
import { assertIsFile } from "../../../../tests/unit/alerting/golden-file";

const PAGE = "packages/pulumi-local/docs/resources.md";

describe(PAGE, () => {
  it("lists every type with its arguments", () => {
    const lines = resourceTypes(".")
      .map(({ token, fields }) => `- \`${token}\`: \`${argumentsOf(fields)}\``)
      .sort();
    const list = `<!-- types -->\n\n${lines.join("\n")}\n\n<!-- /types -->`;
    const page = readFileSync(PAGE, "utf8").replace(/<!-- types -->[^]*<!-- \/types -->/, () => list);
    assertIsFile(PAGE, page);
  });
});

function argumentsOf(fields: Fields): string {
  return Object.entries(fields)
    .filter(([, { output }]) => output === undefined)
    .map(([name, field]) => name + marks(field) + shape(field.kind))
    .join(", ");
}

function marks({ required, replaces, keeps }: Field): string {
  return (required ? "*" : "") + (replaces ? "!" : "") + (keeps ? "?" : "");
}

function shape(kind: Kind): string {
  if (typeof kind === "string") return "";
  if ("object" in kind) return ` {${argumentsOf(kind.object)}}`;
  const element = elementKind(kind);
  return element ? `[]${shape(element)}` : " {…}";
}
