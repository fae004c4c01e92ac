import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";

/** One property that an update changes, by its path in the inputs: `schedule.pauseStatus`. */
export interface PropertyDifference {
  readonly path: string;
  readonly kind: "add" | "update" | "delete";
  /** Where the state has the old value, under the same path. */
  readonly oldSide: "inputs" | "outputs";
}

const KINDS = {
  add: PropertyDiff.Kind.ADD,
  update: PropertyDiff.Kind.UPDATE,
  delete: PropertyDiff.Kind.DELETE,
} as const;

interface Setters {
  setChanges: (this: DiffResponse, changes: DiffResponse.DiffChanges) => DiffResponse;
}

let answered: readonly PropertyDifference[] = [];
const setters: Setters = DiffResponse.prototype;
const { setChanges } = setters;

/**
 * The engine's protocol lets a provider say which properties change (`DiffResponse.detailedDiff`), and without it the
 * engine compares the state's inputs with the new ones. The SDK's server for dynamic providers passes on only whether
 * something changes (https://github.com/pulumi/pulumi/issues/3080), though the inputs are the same where the workspace,
 * and not the program, came to differ. So the answer is completed here, at the moment when that server fills it in.
 */
setters.setChanges = function (changes) {
  for (const { path, kind, oldSide } of answered) {
    const difference = new PropertyDiff().setKind(KINDS[kind]).setInputdiff(oldSide === "inputs");
    this.getDetaileddiffMap().set(path, difference);
    this.setHasdetaileddiff(true);
  }
  answered = [];
  return setChanges.call(this, changes);
};

/** An answer of `diff` whose differences are answered to the engine; `changes` is read right before it is passed on. */
export function detailed<Answer extends { readonly changes: boolean }>(
  answer: Answer,
  differences: readonly PropertyDifference[],
): Answer {
  return Object.defineProperty({ ...answer }, "changes", {
    enumerable: true,
    get: () => {
      answered = differences;
      // Whoever else reads it must not leave them to the next answer.
      queueMicrotask(() => (answered = []));
      return answer.changes;
    },
  });
}
