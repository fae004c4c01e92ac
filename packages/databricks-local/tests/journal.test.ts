import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Journal } from "../src/journal";

describe("Journal", () => {
  let dir = "";
  const path = () => join(dir, "records.jsonl");
  const open = () => new Journal(path(), z.string());
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "journal-"));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it("has every change before it is closed, in the order of the first put", () => {
    const journal = open();
    journal.put("a", "1");
    journal.put("b", "2");
    journal.put("c", "3");
    journal.put("a", "4");
    journal.remove("b");
    const other = open();
    assert.deepEqual(
      [...other.records],
      [
        ["a", "4"],
        ["c", "3"],
      ],
    );
    journal.close();
    other.close();
  });

  it("writes nothing once it is closed, where its descriptor may be another file's", () => {
    const journal = open();
    journal.put("a", "1");
    journal.close();
    const other = new Journal(join(dir, "other.jsonl"), z.string());
    assert.throws(() => journal.put("b", "2"), /being stopped/);
    assert.throws(() => journal.remove("a"), /being stopped/);
    other.close();
    assert.equal(readFileSync(join(dir, "other.jsonl"), "utf8"), "");
    assert.equal(readFileSync(path(), "utf8"), '{"put":"1","id":"a"}\n');
  });

  it("drops what was overtaken when it is opened", () => {
    const journal = open();
    journal.put("a", "1");
    journal.put("a", "2");
    journal.close();
    open().close();
    assert.equal(readFileSync(path(), "utf8"), '{"put":"2","id":"a"}\n');
  });

  it("drops what was overtaken once that is most of it", () => {
    const journal = open();
    journal.put("kept", "0");
    for (let count = 1; count <= 1003; count += 1) journal.put("a", String(count));
    const lines = () => readFileSync(path(), "utf8").split("\n").slice(0, -1);
    assert.equal(lines().length, 1004);
    journal.put("a", "1004");
    assert.deepEqual(lines(), ['{"put":"0","id":"kept"}', '{"put":"1004","id":"a"}']);
    journal.put("a", "1005");
    journal.close();
    assert.deepEqual(lines().slice(2), ['{"put":"1005","id":"a"}']);
  });

  it("drops a last line that a kill cut off", () => {
    const journal = open();
    journal.put("a", "1");
    journal.close();
    appendFileSync(path(), '{"put":"2","i');
    const again = open();
    again.put("b", "3");
    assert.deepEqual(
      [...again.records],
      [
        ["a", "1"],
        ["b", "3"],
      ],
    );
    again.close();
    assert.equal(readFileSync(path(), "utf8"), '{"put":"1","id":"a"}\n{"put":"3","id":"b"}\n');
  });

  it("refuses a file that was damaged otherwise, and leaves it as it is", () => {
    const text = '{"put":1,"id":"a"}\n{"put":"2","id":"b"}\n';
    appendFileSync(path(), text);
    assert.throws(open, {
      message: `${path()} is damaged at line 1: move the file away to start without it`,
    });
    assert.equal(readFileSync(path(), "utf8"), text);
  });
});
