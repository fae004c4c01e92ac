import assert from "node:assert/strict";
import type { Column, Failure, Rows, Value } from "./answers";
import { compare, type Comparison } from "./compare";
import { faultsOf, limitsOf, marked } from "./limits";
import type { LocalAnswer, LocalFailure, LocalRows } from "./local-answers";
import { isOrdered } from "./probes/probe";

/** The comparison itself, by answers that are made up: a judge that has gone blind finds no fault in anything. */
describe("Holding an answer against Spark's", () => {
  describe("finds the same", () => {
    const same: Readonly<
      Record<string, readonly [type: string, spark: Value, here: LocalRows["rows"][0][0]]>
    > = {
      "a BIGINT beyond 2^53": ["bigint", "9223372036854775807", 9223372036854775807n],
      "a small BIGINT": ["bigint", 7, 7n],
      "a time with T, Z and zeros": ["timestamp", "2024-01-31 10:20:30.5", "2024-01-31T10:20:30.500Z"],
      "a time of a whole second": ["timestamp", "2024-01-31 10:20:30", "2024-01-31T10:20:30.000Z"],
      "a day-time interval": ["interval day to second", [0, 93_784_500_000], "1 02:03:04.500000000"],
      "a negative day-time interval": [
        "interval day to second",
        [0, -18_000_000_000],
        "-0 05:00:00.000000000",
      ],
      "a year-month interval": ["interval year to month", [-14, 0], "-1-2"],
      "BINARY without its padding": ["binary", "YQ==", "YQ"],
      "NaN as a number": ["double", "NaN", NaN],
      "an infinity": ["double", "-Infinity", -Infinity],
      "a MAP in another order": ["map<string,int>", [["b", 2], ["a", 1]], new Map([["a", 1], ["b", 2]])], // prettier-ignore
      "a STRUCT with fields of one name": ["struct<a:int,a:int>", [1, 2], [1, 2]],
      "a STRUCT inside an ARRAY": ["array<struct<p:bigint>>", [{ p: "9007199254740993" }], [{ p: 9007199254740993n }]], // prettier-ignore
    };
    for (const [what, [type, spark, here]] of Object.entries(same)) {
      it(what, () => {
        assert.equal(judged(rows(type, [spark]), local(type, [here ?? null])).category, "SAME");
      });
    }

    it("rows in another order where the statement has none", () => {
      assert.equal(judged(rows("int", [1, 2]), local("int", [2, 1]), "SELECT x FROM t").category, "SAME");
      assert.equal(judged(rows("int", [1, 2]), local("int", [2, 1]), "SELECT x FROM t ORDER BY x").category, "VALUE"); // prettier-ignore
    });

    it("the last digits of a DOUBLE, and says so", () => {
      assert.equal(judged(rows("double", [0.3]), local("double", [0.1 + 0.2])).category, "SAME-LENIENT");
      assert.equal(judged(rows("double", [0.3]), local("double", [0.300001])).category, "VALUE");
    });
  });

  describe("finds another value in", () => {
    const other: Readonly<
      Record<string, readonly [type: string, spark: Value, here: LocalRows["rows"][0][0]]>
    > = {
      "a STRING with a blank more": ["string", "a", "a "],
      "a STRING of other digits": ["string", "1.0", "1.00"],
      "a DECIMAL of another scale": ["decimal(3,1)", "1.5", "1.50"],
      "NULL beside an empty STRING": ["string", null, ""],
      "NULL beside 0": ["int", null, 0],
      "NULL beside NaN": ["double", null, NaN],
      "0 beside -0": ["double", 0, -0],
      "NULL inside an ARRAY": ["array<int>", [1, null], [1]],
      "a MAP without an entry": ["map<string,int>", [["a", null]], new Map()],
      "a microsecond": ["timestamp", "2024-01-31 10:20:30.123456", "2024-01-31T10:20:30.123Z"],
      "a month that is 30 days": ["interval month", [1, 0], "30 00:00:00.000000000"],
      "a BIGINT as a DOUBLE has it": ["bigint", "9223372036854775807", 9223372036854775806n],
      "BOOLEAN beside its text": ["boolean", true, "TRUE"],
    };
    for (const [what, [type, spark, here]] of Object.entries(other)) {
      it(what, () => {
        assert.equal(judged(rows(type, [spark]), local(type, [here ?? null])).category, "VALUE");
      });
    }

    it("a row or a column too many", () => {
      assert.equal(judged(rows("int", [1]), local("int", [1, 1])).category, "VALUE");
      assert.equal(judged(rows("int", []), local("int", [null])).category, "VALUE");
      const two: LocalRows = { columns: [INT, INT], rows: [[1, 1]] };
      assert.equal(judged(rows("int", [1]), two).category, "VALUE");
    });
  });

  it("tells another type, and another name, from another value", () => {
    assert.equal(judged(rows("int", [1]), local("bigint", [1n])).category, "TYPE");
    const named = judged(rows("int", [1]), { ...local("int", [1]), columns: [{ ...INT, name: "y" }] });
    assert.deepEqual([named.category, named.hasOtherNames], ["SAME", true]);
  });

  it("tells the ways to refuse apart", () => {
    const spark = failure("DIVIDE_BY_ZERO");
    const kinds: [Rows | Failure, LocalAnswer, string][] = [
      [spark, refusal("DIVIDE_BY_ZERO", "[DIVIDE_BY_ZERO] Division by zero."), "SAME"],
      [spark, refusal("CAST_INVALID_INPUT", "…"), "ERROR-CLASS"],
      [spark, refusal("DEFECT", "Cannot read properties of undefined"), "ERROR-CLASS"],
      [spark, local("int", [1]), "ACCEPTS"],
      [spark, unsupported("pipe syntax (|>)"), "BOTH-REFUSE"],
      [spark, unsupported("this statement (Binder Error: no)"), "ERROR-CLASS"],
      [rows("int", [1]), unsupported("pipe syntax (|>)"), "REFUSES-KNOWN"],
      [rows("int", [1]), unsupported("the expression ABS"), "REFUSES-WRONG"],
      [rows("int", [1]), unsupported("this statement (Binder Error: no)"), "REFUSES-WRONG"],
      [rows("int", [1]), refusal("CAST_INVALID_INPUT", "…"), "REFUSES-WRONG"],
    ];
    for (const [answer, ours, category] of kinds) assert.equal(judged(answer, ours).category, category);
  });

  it("sees an ORDER BY only outside of brackets and texts", () => {
    assert.ok(isOrdered("SELECT x FROM t ORDER BY x"));
    assert.ok(!isOrdered("SELECT 'order by', row_number() OVER (ORDER BY (x)) FROM (SELECT 1 ORDER BY 1)"));
  });
});

describe("A rule that sets aside", () => {
  const collected = "SELECT collect_set(x) FROM t";

  it("takes another order of what is collected, and nothing else", () => {
    const spark = rows("array<int>", [[1, 23]]);
    assert.equal(
      judged(spark, local("array<int>", [[23, 1]]), collected).aside,
      "order of what is collected",
    );
    assert.equal(judged(spark, local("array<int>", [[12, 3]]), collected).aside, undefined);
    assert.equal(judged(spark, local("array<int>", [[23, 1]]), "SELECT array(1)").aside, undefined);
    assert.equal(judged(spark, local("array<bigint>", [[23, 1]]), collected).aside, undefined);
  });

  it("takes NULL for Spark's false, and not for its true", () => {
    const sql = "SELECT 2 IN (SELECT NULL)";
    const rule = "NULL IN (subquery) in a select list";
    assert.equal(judged(rows("boolean", [false]), local("boolean", [null]), sql).aside, rule);
    assert.equal(judged(rows("boolean", [true]), local("boolean", [null]), sql).aside, undefined);
  });

  it("takes the functions that Spark has not, and no answer to others", () => {
    const unknown = (name: string) =>
      failure("UNRESOLVED_ROUTINE", `Cannot resolve routine \`${name}\` on search …`);
    assert.equal(judged(unknown("iff"), local("int", [1])).aside, "functions of Databricks");
    assert.equal(judged(unknown("iffy"), local("int", [1])).aside, undefined);
  });
});

describe("The limits", () => {
  const one = judged(rows("int", [1]), local("int", [1]));
  const two = judged(rows("int", [2]), unsupported("this"));
  const now = (...results: Comparison[]) => marked(results, limitsOf([one, two])) as Comparison[];

  it("hold where nothing changed, and where something is better", () => {
    assert.deepEqual(faultsOf(now(one, two)), []);
    assert.deepEqual(faultsOf(now(one, judged(rows("int", [2]), local("int", [2])))), []);
    const named = judged(rows("int", [2]), { ...local("int", [2]), columns: [{ ...INT, name: "y" }] });
    assert.deepEqual(faultsOf(now(one, named)), []);
  });

  it("name the statement that became worse", () => {
    assert.deepEqual(faultsOf(now(one, judged(rows("int", [2]), local("int", [3]), "SELECT 2"))), [
      "Made up: 1 statements are VALUE, and 0 is the limit.\n  VALUE SELECT 2\n    Spark x int: [[2]]\n    here  x int: [[3]]",
    ]);
  });

  it("count a wrong refusal as worse than one by name, and other names by themselves", () => {
    const refused = judged(rows("int", [2]), refusal("DEFECT", "no"));
    assert.match(faultsOf(now(one, refused))[0] ?? "", /1 statements are VALUE or REFUSES-WRONG/);
    const named = judged(rows("int", [1]), { ...local("int", [1]), columns: [{ ...INT, name: "y" }] });
    assert.match(faultsOf(now(named, two))[0] ?? "", /1 statements are NAMES, and 0 is the limit/);
  });

  it("are of no use for other statements", () => {
    assert.deepEqual(faultsOf(now(one)), ["Made up: limits.json is of other statements."]);
  });
});

const INT = { name: "x", type: "int" };

function judged(answer: Rows | Failure, ours: LocalAnswer, sql = "SELECT x FROM t"): Comparison {
  return compare({ family: "Made up", kind: "raw", of: "x", sql, answer }, ours);
}

function rows(type: string, values: readonly Value[]): Rows {
  const columns: readonly Column[] = [["x", type]];
  return { columns, rows: values.map((value) => [value]) };
}

function local(type: string, values: LocalRows["rows"][0]): LocalRows {
  return { columns: [{ name: "x", type }], rows: values.map((value) => [value]) };
}

function failure(errorClass: string, message = "…"): Failure {
  return { errorClass, sqlState: null, message };
}

function refusal(errorClass: string, message: string): LocalFailure {
  return { errorClass, message };
}

function unsupported(what: string): LocalFailure {
  const errorClass = "UNSUPPORTED_FEATURE.LOCAL_WORKSPACE";
  return {
    errorClass,
    message: `[${errorClass}] This cannot be tried on the local workspace: ${what}. SQLSTATE: 0A000`,
  };
}
