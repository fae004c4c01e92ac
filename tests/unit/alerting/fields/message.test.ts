import assert from "node:assert/strict";
import { fillTemplate } from "../../../../alerting/fields/message";

const VARIABLES = new Map([
  ["OWNER", "<ops>"],
  ["RUNBOOK_URL", ""],
]);
const fill = (template: string) => fillTemplate(template, VARIABLES, (value) => `(${value})`);

describe("fillTemplate", () => {
  it("fills its variables in and leaves the others as they stand", () => {
    assert.deepEqual(fill("a {{OWNER}} {{ALERT_URL}} {{! note }} {{{OWNER}}}{{&OWNER}}"), {
      text: "a (<ops>) {{ALERT_URL}} {{! note }} <ops><ops>",
      others: ["ALERT_URL"],
    });
  });

  it("keeps sections of others with every newline, and fills in inside them", () => {
    const template = "x\n{{#ROWS}}\n{{sku}} {{OWNER}}\n{{/ROWS}}\ny";
    assert.deepEqual(fill(template), {
      text: "x\n{{#ROWS}}\n{{sku}} (<ops>)\n{{/ROWS}}\ny",
      others: ["ROWS"],
    });
  });

  it("decides sections over its own variables", () => {
    assert.deepEqual(
      fill(
        "{{#OWNER}}by {{OWNER}}{{/OWNER}}{{#RUNBOOK_URL}}a{{X}}{{/RUNBOOK_URL}}{{^RUNBOOK_URL}}b{{/RUNBOOK_URL}}.",
      ),
      { text: "by (<ops>)b.", others: [] },
    );
  });

  it("does not fill in again what a value brings along", () => {
    const { text } = fillTemplate(
      "{{A}}{{B}}",
      new Map([
        ["A", "{{B}}"],
        ["B", "$&"],
      ]),
      (value) => value,
    );
    assert.equal(text, "{{B}}$&");
  });

  for (const [template, message] of [
    ["{{#A}}x", 'Unclosed section "A" at 7'],
    ["{{A", "Unclosed tag at 3"],
    ["{{=<% %>=}}", "other delimiters are not supported"],
    ["{{> a}}", "partials are not supported"],
  ] as const)
    it(`refuses ${template}`, () => assert.throws(() => fill(template), { message }));
});
