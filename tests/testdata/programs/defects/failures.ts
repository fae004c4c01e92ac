import { ExpectedError } from "../../../../messages/expected-error";

/** Fails as a defect of ours does, or as we foresaw it. */
export async function failAs(failure: string): Promise<never> {
  await Promise.resolve();
  if (failure === "defect") throw new TypeError("Cannot read properties of undefined (reading 'alertId')");
  throw new ExpectedError("row COST-012: the alert is gone. Run an up.", { cause: new RangeError("gone") });
}
