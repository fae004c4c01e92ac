import { type ParsedQuery } from "./parse-query";
import { TextPositions, type TextSpan } from "./text-span";
import { closingParenthesis, skipBlanks } from "./scan-text";
import type { Expression, FunctionNode } from "./tree";
import { nodesOf } from "./nodes-of";

/** A call of a function, with its place in the text: from its name to its closing parenthesis. */
export interface FunctionCall {
  /** In lower case, with what qualifies it: `now`, `main.tools.now`. */
  readonly name: string;
  /** Left out where the call has no parentheses: `current_date`. */
  readonly args?: readonly Expression[];
  readonly span: TextSpan;
  readonly node: FunctionNode;
}

/** Every call in the query, in the order of the text. */
export function functionCalls({ text, query }: Pick<ParsedQuery, "text" | "query">): FunctionCall[] {
  const positions = new TextPositions(text);
  return nodesOf(query, "Function")
    .flatMap((node) => {
      const [first] = node.name;
      const last = node.name.at(-1);
      if (first?.Identifier === undefined || last?.Identifier === undefined) return [];

      const start = positions.offset(first.Identifier.span.start);
      const nameEnd = positions.offset(last.Identifier.span.end);
      const end = node.args === "None" ? nameEnd : closingParenthesis(text, skipBlanks(text, nameEnd));
      const args = argumentsOf(node);
      return [{ name: nameOf(node), ...(args && { args }), span: { start, end }, node }];
    })
    .sort((a, b) => a.span.start - b.span.start);
}

/** In lower case. */
export function nameOf({ name }: FunctionNode): string {
  return name.map((part) => part.Identifier?.value.toLowerCase() ?? "").join(".");
}

/** The arguments that are expressions: `*` is none. */
export function argumentsOf({ args }: FunctionNode): Expression[] | undefined {
  if (args === "None") return undefined;

  return (args.List?.args ?? []).flatMap(({ Unnamed, Named }) => {
    const argument = Unnamed === "Wildcard" ? undefined : (Unnamed?.Expr ?? Named?.arg.Expr);
    return argument ?? [];
  });
}
