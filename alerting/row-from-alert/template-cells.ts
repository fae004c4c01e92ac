import type { AlertDefinition } from "../definition";
import type { Cells } from "./cells";

/** The alert's own texts. Without any, the row's templates are kept, and switched off. */
export function subjectCells({ customSummary, customDescription }: AlertDefinition): Cells {
  return customSummary === undefined && customDescription === undefined
    ? { use_custom_template: false }
    : { use_custom_template: true, custom_subject_template: customSummary ?? null };
}

export function bodyCells({ customSummary, customDescription }: AlertDefinition): Cells {
  return customSummary === undefined && customDescription === undefined
    ? { use_custom_template: false }
    : { use_custom_template: true, custom_body_template: customDescription ?? null };
}
