import assert from "node:assert/strict";
import { REMOTE } from "../remote-run";
import { locally } from "../use-workspace";
import { CORPUS_FILES, localNeedOf, readEntries, readTables } from "./corpus-entries";
import { readAs, RemoteWarehouse } from "./remote-warehouse";
import { plain, TemporaryEngine } from "./temporary-engine";

describe(`Databricks SQL on the ${REMOTE ? "remote" : "local"} warehouse`, () => {
  const remote = REMOTE ? new RemoteWarehouse() : undefined;
  let engine: TemporaryEngine;

  before(async () => {
    if (remote !== undefined) return remote.open();
    engine = await TemporaryEngine.open();
    for (const statement of readTables()) await engine.session.execute(statement);
  });
  after(() => remote?.close() ?? engine.close());

  const failure = (sql: string) => remote?.failure(sql) ?? engine.failure(sql);
  const answer = async (sql: string, expected: unknown) => {
    if (remote !== undefined) {
      const found = await remote.answer(sql);
      return { ...found, rows: readAs(expected, found.rows) };
    }
    const { columns, rows } = await engine.session.execute(sql);
    return {
      rows: rows.map((row) => row.map(plain)),
      types: columns.map(({ type }) => type).join(", "),
      names: columns.map(({ name }) => name).join(", "),
    };
  };

  for (const file of CORPUS_FILES) {
    describe(file, () => {
      for (const { page, sql, headers } of readEntries(file)) {
        const error = headers.get("error");
        const need = localNeedOf(sql);
        const test = async () => {
          if (error !== undefined) {
            assert.equal(await failure(sql), error);
            return;
          }
          const expected: unknown = JSON.parse(headers.get("expect") ?? "");
          const { rows, types, names } = await answer(sql, expected);
          assert.deepEqual(rows, expected);
          assert.equal(types, headers.get("types") ?? types);
          assert.equal(names, headers.get("names") ?? names);
        };
        const title = `${error === undefined ? "answers" : "refuses"} ${sql} (${page})`;
        it(title, need === undefined ? test : locally(need, test));
      }
    });
  }
});
