import assert from "node:assert/strict";
import { TTypeId } from "@databricks/sql/thrift/TCLIService_types";
import { tableFromIPC } from "apache-arrow";
import { arrowStream } from "../../src/thrift/arrow/ipc-messages";
import { arrowColumn, resultFormOf } from "../../src/thrift/result-form";
import { resultSetMetadata } from "../../src/thrift/result-set-metadata";

describe("The schema of a result", () => {
  const columns = ["void", "variant", "string"].map((type, index) => ({ name: `c${index}`, type }));
  const form = resultFormOf({ canReadArrowResult: true });

  it("has NULL without a type as text", () => {
    const { schema } = resultSetMetadata({ columns, rows: [] }, form);
    assert.deepEqual(
      schema?.columns.map(({ typeDesc }) => typeDesc.types[0]?.primitiveEntry?.type),
      columns.map(() => TTypeId.STRING_TYPE),
    );
    const sent = columns.map((column) => arrowColumn(column, form));
    const { schema: arrow } = tableFromIPC(arrowStream(sent, [[null, "{}", "x"]]));
    assert.deepEqual(
      arrow.fields.map(({ type }) => String(type)),
      ["Utf8", "Utf8", "Utf8"],
    );
  });

  it("tells a VARIANT from other texts", () => {
    const { schema } = tableFromIPC(arrowStream(columns, []));
    assert.deepEqual(
      schema.fields.map(({ metadata }) => metadata.get("Spark:DataType:SqlName")),
      [undefined, "VARIANT", undefined],
    );
  });
});
