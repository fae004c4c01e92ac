import { functionObject } from "../../access/data-rights";
import { KNOWN_FUNCTIONS } from "../functions/known-functions";
import { SqlError } from "../sql-engine";
import { unsupported, wrongArgumentCount } from "../sql-faults";
import type { FunctionNotes } from "../store/function-notes";
import { displayName } from "../store/physical-name";
import type { SyntaxNode } from "../syntax/syntax-node";
import { StatementText } from "../text/statement-text";
import { routineParts } from "../text/routine-names";
import { parseType } from "../types/parse-type";
import { identifier } from "../types/sql-type";
import { castTo } from "./cast";
import { argumentAs } from "./coerce";
import { Scope } from "./scope";
import type { Translator } from "./translator";
import { typed, type Typed } from "./typed";

/** The function that a call means, where it is one that somebody made; a name of one part is first that of a built-in one. */
function routineOf(written: string, translator: Translator): FunctionNotes | undefined {
  const parts = routineParts(written);
  const { functions } = translator.surroundings.catalogs;
  const name = translator.tableName(parts);
  if (parts.length > 1) return functions.require(name);
  return Object.hasOwn(KNOWN_FUNCTIONS, name.table) ? undefined : functions.find(name);
}

/**
 * A call of a function in SQL, where it means one that somebody made. Its body stands there with the arguments as the one row of a relation that has the function's
 * name: a name in the body is a column of its queries first, and then a parameter, also behind the function's name.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-name-resolution
 */
export function routineCall(node: SyntaxNode, translator: Translator): Typed | undefined {
  const notes = routineOf(node.copy().text("name"), translator);
  if (notes === undefined) return undefined;
  const nodes = node.ignore("name", "distinct").nodes("args");
  const { rights, reader } = translator.surroundings;
  rights.requireUse(reader, notes);
  rights.require(reader, "EXECUTE", functionObject(notes));
  const { parameters } = notes;
  if (nodes.length !== parameters.length) {
    const counts = { minArgs: parameters.length, maxArgs: parameters.length };
    throw wrongArgumentCount(notes.table, counts, nodes.length);
  }
  const { groupCalls } = translator.scope;
  const given = nodes.map((node) => translator.typed(node));
  if (translator.scope.groupCalls > groupCalls)
    throw unsupported(`an aggregate or window function among the arguments of ${displayName(notes)}`);
  const args = given.map((value, index) => {
    const wanted = parseType(parameters[index]?.type ?? "");
    return castTo(argumentAs(notes.table, index, value, wanted), wanted);
  });
  return routineText(notes, args, translator);
}

/** The function's body for these arguments, which are of its parameters' types. */
export function routineText(notes: FunctionNotes, args: readonly Typed[], translator: Translator): Typed {
  const { surroundings } = translator;
  const name = displayName(notes);
  if (surroundings.openViews.includes(name)) throw recursive(name);
  const within = translator.inside(name, notes.session, surroundings.rights.owners.of(functionObject(notes)));
  const columns = args.map(({ type }, index) => ({ name: notes.parameters[index]?.name ?? "", type }));
  const scope = new Scope();
  scope.relations.push({ name: notes.table, columns });
  const body = within.within(scope, () => bodyText(notes, within));
  if (scope.groupCalls > 0) throw complex(notes.body);
  const type = parseType(notes.returns);
  const value = castTo(body, type);
  if (args.length === 0) return typed(`(SELECT ${value.text})`, type);
  const row = args.map(({ text }) => text).join(", ");
  const names = columns.map(({ name: column }) => identifier(column)).join(", ");
  return typed(`(SELECT ${value.text} FROM (SELECT ${row}) AS ${identifier(notes.table)}(${names}))`, type);
}

function bodyText({ body }: FunctionNotes, translator: Translator): Typed {
  const { parse } = translator.surroundings;
  translator.isQuery = true;
  if (isQuery(body)) {
    const { text, columns } = translator.typedQuery(parse(body));
    return typed(`(${text})`, columns?.length === 1 ? columns[0]?.type : undefined);
  }
  const [expression] = parse(`SELECT ${body}`).nodes("expressions");
  if (!expression) throw new TypeError(`"${body}" is no expression.`);
  return translator.typed(expression);
}

function isQuery(body: string): boolean {
  const cursor = StatementText.of(body).cursor();
  return ["SELECT", "WITH", "VALUES"].some((word) => cursor.sees(word));
}

function recursive(name: string): SqlError {
  return unsupported(`the function ${name}, which calls itself`);
}

function complex(body: string): SqlError {
  return new SqlError(
    "USER_DEFINED_FUNCTIONS.CANNOT_CONTAIN_COMPLEX_FUNCTIONS",
    "42601",
    `User defined function is invalid: SQL scalar function cannot contain aggregate/window/generate functions: ${body}`,
  );
}
