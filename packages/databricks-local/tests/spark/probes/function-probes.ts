import { type CallExample, type FunctionExamples, readExamples } from "./argument-tables";
import type { Probe, ProbeKind } from "./probe";
import { Random } from "./random";
import { valuesRelation } from "./values-relation";

const FILES = ["numbers.txt", "strings.txt", "conditions.txt", "dates.txt", "collections.txt"];

/** What no function of the tables wants in most of its places. */
// prettier-ignore
const WRONG = [
  "5", "'x'", "1.50", "2.5D", "true", "date'2024-01-31'", "timestamp'2024-01-31 10:00:00'", "x'41'",
  "array(1)", "map('a', 1)", "struct(1 AS a)", "interval 1 day", "interval 1 month", "-1L",
];
const WRONG_IN_EACH_PLACE = 2;
const COLUMNS_OF_EACH = 4;

/** Another name of a function that has all its examples under the first: a few are enough. */
// prettier-ignore
const SECOND_NAMES = new Set([
  "cardinality", "ceiling", "char", "char_length", "character_length", "date_part", "dateadd", "datepart", "dayofmonth", "ifnull", "lcase", "len", "nvl", "position", "power", "printf", "reduce", "regexp_like", "sha", "signum", "substr", "to_varchar", "ucase",
]);
const EXAMPLES_OF_SECOND = 8;
const COLUMNS_OF_SECOND = 2;

/** Spark has them not: what it says to wrong arguments says nothing of them. */
const DATABRICKS_ONLY = new Set(["charindex", "getdate", "iff", "insert"]);

/** Names that a translation might use for itself. */
const COLUMN_NAMES = ["x", "i", "s", "a", "b", "k", "v", "d", "y", "acc", "e", "n", "value", "t1"];

/** Every function by its examples: with literals, with columns, with what does not belong there. */
export function functionProbes(): Probe[] {
  return FILES.flatMap(readExamples).flatMap((functions) => {
    const { name, examples } = functions;
    const isSecond = SECOND_NAMES.has(name);
    return [
      ...(isSecond ? new Random(`${name}, too`).sample(examples, EXAMPLES_OF_SECOND) : examples).map(
        (example) => probe(functions, "lit", literal(example)),
      ),
      ...new Random(name)
        .sample(examples, isSecond ? COLUMNS_OF_SECOND : COLUMNS_OF_EACH)
        .flatMap((example, index) => columns(functions, example, index)),
      ...(isSecond || DATABRICKS_ONLY.has(name) ? [] : fuzz(functions)),
    ];
  });
}

function probe({ family, name }: FunctionExamples, kind: ProbeKind, sql: string): Probe {
  return { family, kind, of: name, sql };
}

function literal({ args, print }: CallExample): string {
  return `SELECT ${print(args.map(({ text }) => text))}`;
}

function columns(functions: FunctionExamples, example: CallExample, index: number): Probe[] {
  const { args, print } = example;
  if (args.every(({ isFixed }) => isFixed)) return [];
  return [
    probe(functions, "col", overColumns(args, print, namesFor(`${functions.name} ${index}`, args.length))),
  ];
}

function namesFor(seed: string, count: number): string[] {
  const random = new Random(seed);
  const first = random.below(COLUMN_NAMES.length);
  return Array.from({ length: count }, (_, at) => COLUMN_NAMES[(first + at) % COLUMN_NAMES.length] ?? "x");
}

function overColumns(
  args: CallExample["args"],
  print: CallExample["print"],
  names: readonly string[],
  moreRows: readonly (readonly string[])[] = [],
): string {
  const moved = args.flatMap(({ text, isFixed }, at) => (isFixed ? [] : [{ text, name: names[at] ?? "" }]));
  const call = print(args.map(({ text, isFixed }, at) => (isFixed ? text : (names[at] ?? ""))));
  return `SELECT ${call} FROM ${valuesRelation(
    moved.map(({ text }) => text),
    moved.map(({ name }) => name),
    moreRows,
  )}`;
}

function fuzz(functions: FunctionExamples): Probe[] {
  const example = functions.examples.find(({ isWhole, args }) => !isWhole && args.length > 0);
  if (!example) return [];
  const random = new Random(functions.name);
  const { args, print } = example;
  const texts = args.map(({ text }) => text);
  const free = args.filter(({ isFixed }) => !isFixed).length;
  const nulls = Array.from({ length: free }, () => "NULL");
  const statements = [
    `SELECT ${print(texts.slice(0, -1))}`,
    `SELECT ${print([...texts, "NULL"])}`,
    ...(free > 0 ? [overColumns(args, print, namesFor(functions.name, args.length), [nulls])] : []),
    ...texts.flatMap((_, place) =>
      ["NULL", ...random.sample(WRONG, WRONG_IN_EACH_PLACE)].map((wrong, at) => {
        const changed = args.map((arg, index) => (index === place ? { ...arg, text: wrong } : arg));
        return at % 2 === 0 || changed.every(({ isFixed }) => isFixed)
          ? `SELECT ${print(changed.map(({ text }) => text))}`
          : overColumns(changed, print, namesFor(functions.name, args.length));
      }),
    ),
  ];
  return statements.map((sql) => probe(functions, "fuzz", sql));
}
