import * as pulumi from "@pulumi/pulumi";
import { Alerting } from "./components/alerting";
import { declareOperations } from "./components/operations";
import { planStack } from "./components/plan-stack";
import { withPlainErrors } from "./components/run-error";

// The SDK writes down a stack, with source maps, for each property of each resource, and shows none of them: with
// hundreds of alerts that would be a quarter of a preview's time.
Error.stackTraceLimit = 0;

/** Reads the alert rows, checks all of them, and only then declares an alert for each. */
export = () =>
  withPlainErrors(async () => {
    const stack = await planStack(new pulumi.Config());
    const alerting = new Alerting("alerting", stack);
    return {
      alertCounts: stack.counts,
      alertUrls: alerting.alertIds.apply((ids) => stack.alertUrls(ids)),
      folder: stack.settings.parentPath,
      tables: `${stack.settings.catalog}.${stack.settings.goldSchema}`,
      ...declareOperations(stack),
    };
  });
