import type { NodeTypes, Query } from "./tree";

/** Every node of one kind, in the order of the text, wherever it stands in the tree. */
export function nodesOf<Kind extends keyof NodeTypes>(tree: unknown, kind: Kind): NodeTypes[Kind][] {
  const found: NodeTypes[Kind][] = [];
  visit(tree, (node) => {
    const content = node[kind];
    if (typeof content === "object" && content !== null) {
      // The key says what the content is.
      found.push(content as NodeTypes[Kind]);
    }
    return true;
  });
  return found;
}

/** The queries right inside of `tree`: those inside of these are left to whoever looks into them. */
export function queriesIn(tree: unknown): Query[] {
  const found: Query[] = [];
  visit(tree, (node) => {
    const isQuery = "body" in node && "locks" in node;
    if (isQuery) found.push(node as unknown as Query);

    return !isQuery;
  });
  return found;
}

/** Goes through all objects of the tree, into those for which `enter` says so. */
export function visit(tree: unknown, enter: (node: Readonly<Record<string, unknown>>) => boolean): void {
  if (Array.isArray(tree)) {
    for (const element of tree) visit(element, enter);
  } else if (typeof tree === "object" && tree !== null) {
    // An object of the tree is JSON: its keys are texts.
    const node = tree as Readonly<Record<string, unknown>>;
    if (enter(node)) for (const content of Object.values(node)) visit(content, enter);
  }
}
