import assert from "node:assert/strict";
import { alertShape } from "../../src/alerts/alert-shape";
import type { Outcome } from "../../src/evaluation/evaluate-alert";
import { renderNotification, templateVariables } from "../../src/evaluation/render-notification";
import { alertBody } from "../alert-body";
import type { Json } from "../use-workspace";

const OUTCOME: Outcome = {
  state: "TRIGGERED",
  value: "73.4",
  threshold: "80",
  result: {
    columns: [
      { name: "team", type: "string" },
      { name: "tags", type: "array<string>" },
    ],
    rows: [
      ["R&D", ["a"]],
      [null, []],
    ],
  },
};

describe("renderNotification", () => {
  const render = (changes: Json) => {
    const alert = alertShape.parse(alertBody({ display_name: "Tags <down>", ...changes }));
    return renderNotification(alert, templateVariables(alert, OUTCOME, "http://localhost/alert"));
  };

  it("has words of its own for an alert without templates", () => {
    assert.deepEqual(render({}), {
      subject: 'Alert "Tags <down>" changed status to TRIGGERED',
      body:
        "<p>tag_coverage_pct &lt; 80: the value is 73.4.</p>" +
        '<p><a href="http:&#x2F;&#x2F;localhost&#x2F;alert">Tags &lt;down&gt;</a></p>',
      format: "HTML",
    });
  });

  it("fills in every variable", () => {
    const names = ["STATUS", "NAME", "CONDITION", "THRESHOLD", "COLUMN", "URL"].map(
      (name) => `ALERT_${name}`,
    );
    const template = [...names, "QUERY_RESULT_VALUE"].map((name) => `{{${name}}}`).join(" | ");
    assert.equal(
      render({ custom_summary: template }).subject,
      "TRIGGERED | Tags <down> | < | 80 | tag_coverage_pct | http://localhost/alert | 73.4",
    );
  });

  it("goes through rows and columns", () => {
    const custom_description =
      "{{#QUERY_RESULT_COLS}}{{name}} {{type}};{{/QUERY_RESULT_COLS}}" +
      "{{#QUERY_RESULT_ROWS}}{{team}}={{{tags}}};{{/QUERY_RESULT_ROWS}}";
    assert.equal(
      render({ custom_description }).body,
      'team string;tags array&lt;string&gt;;R&amp;D=["a"];=[];',
    );
  });

  it("shows the table as HTML, also between two braces", () => {
    assert.equal(
      render({ custom_description: "{{QUERY_RESULT_TABLE}}" }).body,
      "<table><tr><th>team</th><th>tags</th></tr>" +
        "<tr><td>R&amp;D</td><td>[&quot;a&quot;]</td></tr><tr><td></td><td>[]</td></tr></table>",
    );
  });

  it("leaves out what is no variable", () => {
    assert.equal(render({ custom_summary: "[{{SEVERITY}}] {{ALERT_STATUS}}" }).subject, "[] TRIGGERED");
  });

  it("fills in @ variables of Markdown, and no other word with an @", () => {
    const rendered = render({
      custom_template_format: "MARKDOWN",
      custom_summary: "@ALERT_STATUS {{ALERT_STATUS}}",
      custom_description: "**@ALERT_NAME** for @TEAM, a@ALERT.example: @QUERY_RESULT_COLS",
    });
    assert.deepEqual(rendered, {
      subject: "TRIGGERED {{ALERT_STATUS}}",
      body:
        "**Tags <down>** for @TEAM, a@ALERT.example: " +
        '[{"name":"team","type":"string"},{"name":"tags","type":"array<string>"}]',
      format: "MARKDOWN",
    });
  });

  it("sends its own words in place of a broken template, and says so", () => {
    const { subject, template_error } = render({ custom_description: "{{#QUERY_RESULT_ROWS}}" });
    assert.equal(subject, 'Alert "Tags <down>" changed status to TRIGGERED');
    assert.equal(template_error, 'Unclosed section "QUERY_RESULT_ROWS" at 22');
  });
});
