import assert from "node:assert/strict";
import { ExpectedError } from "../../../messages/expected-error";
import { shownText, shownValue, visibleText } from "../../../messages/words";

/** What a row holds → what a log, a terminal and a reviewer are shown. */
const TEXTS: Readonly<Record<string, string>> = {
  // Azure DevOps and GitHub obey these wherever they stand in a line.
  "##vso[task.setvariable variable=PATH]/tmp": String.raw`#\u0023vso[task.setvariable variable=PATH]/tmp`,
  "cost ##[error]all is lost": String.raw`cost #\u0023[error]all is lost`,
  "##VSO[task.complete result=Succeeded;]": String.raw`#\u0023VSO[task.complete result=Succeeded;]`,
  // GitHub obeys these where a line begins.
  "::add-mask::prod": String.raw`:\u003aadd-mask::prod`,
  "  ::stop-commands::x": String.raw`  :\u003astop-commands::x`,
  "a\n::error::b": String.raw`a\n::error::b`,
  "amount::int": "amount::int",
  "### Title": "### Title",
  // A terminal obeys these.
  "\u001b[2J\u001b]0;title\u0007": String.raw`\u001b[2J\u001b]0;title\u0007`,
  "a\r\u009b31m": String.raw`a\r\u009b31m`,
  "safe\u202egnp.exe": String.raw`safe\u202egnp.exe`,
  // Nobody sees these.
  "pay\u200bments": String.raw`pay\u200bments`,
  "pay\u00adments": String.raw`pay\u00adments`,
  "all\u{e0041}\u{e0042}": String.raw`all\u{e0041}\u{e0042}`,
  "\u3164": String.raw`\u3164`,
  "\u2800x": String.raw`\u2800x`,
  "plain\ufe0f": String.raw`plain\ufe0f`,
  "⚠️ late, 👩‍💻": "⚠️ late, 👩‍💻",
  // Of two scripts, which look alike.
  "p\u0430yments": String.raw`p\u0430yments`,
  "\u03bfncall@example.com": String.raw`\u03bfncall@example.com`,
  "стоимость cost": "стоимость cost",
  "Δ 5 µs": "Δ 5 µs",
  コストalert: "コストalert",
};

describe("an error that was foreseen", () => {
  it("shows what of a row or of a server is in it as what it is, on lines of its own", () => {
    const { message } = new ExpectedError(
      "the alert \n::error::x\nis ##vso[task.complete]\u001b[2J\n  of row A",
    );
    assert.equal(
      message,
      [
        "the alert ",
        String.raw`:\u003aerror::x`,
        String.raw`is #\u0023vso[task.complete]\u001b[2J`,
        "  of row A",
      ].join("\n"),
    );
  });
});

describe("a text from a row, wherever it is shown,", () => {
  for (const [text, shown] of Object.entries(TEXTS)) {
    it(`is ${JSON.stringify(shown)}`, () => {
      assert.equal(visibleText(text), shown);
      assert.equal(shownText(text), shown);
      assert.equal(shownValue(text), `"${shown}"`);
    });
  }
});
