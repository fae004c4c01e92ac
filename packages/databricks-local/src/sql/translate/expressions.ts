import type { SyntaxNode } from "../syntax/syntax-node";
import { ARITHMETIC } from "./arithmetic";
import { CALLS } from "./calls";
import { COLLECTIONS } from "./collections";
import { LITERALS } from "./literals";
import { OPERATORS } from "./operators";
import { PREDICATES } from "./predicates";
import { REFERENCES } from "./references";
import type { Translator } from "./translator";
import type { Printed } from "./typed";

export type ExpressionPrinter = (node: SyntaxNode, translator: Translator) => Printed;

/** Every kind of expression that is understood. */
export const EXPRESSIONS: Readonly<Record<string, ExpressionPrinter>> = {
  ...LITERALS,
  ...REFERENCES,
  ...OPERATORS,
  ...ARITHMETIC,
  ...PREDICATES,
  ...COLLECTIONS,
  ...CALLS,
};
