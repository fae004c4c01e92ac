import type { EvaluationEntry, Delivery } from "./evaluation-history";

type Subscriptions = NonNullable<EvaluationEntry["subscriptions"]>;

/** Who was told and who was not: whoever needs no delivery reads the inbox. */
export function toldSubscriptions(
  all: Subscriptions,
  deliveries: readonly Delivery[] = [],
): Pick<EvaluationEntry, "subscriptions" | "failed_subscriptions" | "deliveries"> {
  if (deliveries.length === 0) return { subscriptions: all };
  const failed = new Set(
    deliveries.filter(({ status }) => status === "FAILED").map(({ destination_id }) => destination_id),
  );
  const isFailed = ({ destination_id }: Subscriptions[number]) =>
    destination_id !== undefined && failed.has(destination_id);
  return {
    subscriptions: all.filter((one) => !isFailed(one)),
    failed_subscriptions: all.filter(isFailed),
    deliveries: [...deliveries],
  };
}
