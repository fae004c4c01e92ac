import { readFileSync } from "node:fs";
import { z } from "zod";
import type { LiveDefinition, LiveThreshold } from "../alerting/definition";
import { readHashes } from "../alerting/definition-fields";
import { ExpectedError } from "../messages/expected-error";
import type { DeployedAlert, DeployedStack } from "../review/changes/deployed-alert";
import type { DeployedDestinations } from "../review/changes/destination-changes";
import { partsOf } from "../review/saved-plan";

const Resource = z.object({
  urn: z.string(),
  id: z.string().optional(),
  delete: z.boolean().optional(),
  inputs: z.unknown().optional(),
  outputs: z.unknown().optional(),
});
const Exported = z.object({
  version: z.number(),
  deployment: z.object({ resources: z.array(Resource).nullish() }),
});

const text = z.string();
const optional = text.exactOptional();
/** What is encrypted is an object of Pulumi's, and no text. */
const Definition: z.ZodType<LiveDefinition> = z.object({
  displayName: text,
  queryText: text,
  warehouseId: text,
  parentPath: text,
  evaluation: z.object({
    source: z.object({ name: text, aggregation: optional, display: optional }),
    comparisonOperator: text,
    emptyResultState: text,
    // As the program wrote it after it read the alert.
    threshold: z.custom<LiveThreshold>((value) => z.object({}).safeParse(value).success).exactOptional(),
    notification: z.object({
      subscriptions: z.array(z.object({ userEmail: optional, destinationId: optional })),
      notifyOnOk: z.boolean(),
      retriggerSeconds: z.number(),
    }),
  }),
  schedule: z.object({ quartzCronSchedule: text, timezoneId: text, pauseStatus: text }),
  customSummary: optional,
  customDescription: optional,
  customTemplateFormat: optional,
  runAs: z.object({ userName: optional, servicePrincipalName: optional }).exactOptional(),
});
const Outputs = z.object({
  hashes: z.unknown(),
  lastSyncedAt: text.optional(),
});

/** Addresses stand in clear; what is a secret is an object of Pulumi's. */
const DestinationInputs = z.object({
  config: z.object({ email: z.object({ addresses: z.array(text) }).optional() }).catch({}),
});

/**
 * What the stack has, from what `pulumi stack export` wrote; `-` reads it from stdin.
 *
 * @throws ExpectedError where it cannot be read, or is the state of another stack
 */
export function readStackState(file: string, stack: string): DeployedStack {
  const resources = resourcesIn(file)
    .map(({ urn, ...resource }) => ({ ...partsOf(urn), ...resource }))
    .filter(({ delete: isLeft }) => !isLeft);
  const alerts = resources.filter(({ isAlert }) => isAlert);
  const foreign = alerts.find((alert) => alert.stack !== stack);
  if (foreign !== undefined) {
    throw new ExpectedError(
      `${nameOfFile(file)} is the state of the stack ${foreign.stack}, and not of ${stack}.`,
    );
  }
  return {
    alerts: new Map(
      alerts.flatMap(({ name, id, inputs, outputs }) =>
        id ? [[name, deployedAlert(id, inputs, outputs)]] : [],
      ),
    ),
    destinations: deployedDestinations(resources),
  };
}

function deployedDestinations(
  resources: readonly {
    readonly isDestination: boolean;
    readonly name: string;
    readonly id?: string | undefined;
    readonly inputs?: unknown;
  }[],
): DeployedDestinations {
  return new Map(
    resources
      .filter(({ isDestination }) => isDestination)
      .flatMap(({ name, id, inputs }) => {
        const { data } = DestinationInputs.safeParse(inputs);
        const addresses = data?.config.email?.addresses ?? [];
        return data === undefined ? [] : [[name, { ...(id !== undefined && { id }), addresses }]];
      }),
  );
}

function deployedAlert(id: string, inputs: unknown, outputs: unknown): DeployedAlert {
  const definition = Definition.safeParse(inputs);
  const known = Outputs.safeParse(outputs);
  const hashes = readHashes(known.data?.hashes);
  return {
    id,
    ...(definition.success && { definition: definition.data }),
    ...(hashes && { hashes }),
    ...(known.data?.lastSyncedAt !== undefined && { lastSyncedAt: known.data.lastSyncedAt }),
  };
}

function resourcesIn(file: string): z.output<typeof Resource>[] {
  try {
    const content: unknown = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
    return Exported.parse(content).deployment.resources ?? [];
  } catch (error) {
    throw new ExpectedError(
      `${nameOfFile(file)} cannot be read as a state: ${reasonOf(error)} Write it with pulumi stack export --file <file>.`,
      { cause: error },
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return "it holds something else.";
  if (error instanceof SyntaxError) return "it is no JSON.";
  return error instanceof Error && "code" in error && error.code === "ENOENT"
    ? "there is no such file."
    : `${String(error)}.`;
}

function nameOfFile(file: string): string {
  return file === "-" ? "What came from stdin" : file;
}
