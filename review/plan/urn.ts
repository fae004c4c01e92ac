/** The type of components/alert.ts, as a URN ends its chain of types. */
const ALERT_TYPE = /(?:^|\$)pulumi-nodejs:dynamic\/databricks:AlertV2$/;

/** The type of components/notification-destinations.ts. */
const DESTINATION_TYPE = /(?:^|\$)databricks:index\/notificationDestination:NotificationDestination$/;

/** What `urn:pulumi:prod::project::type$type::COST-012` says. */
export interface UrnParts {
  readonly stack: string;
  readonly isAlert: boolean;
  readonly isDestination: boolean;
  /** It may itself hold `::`, as no part before it does. */
  readonly name: string;
}

export function partsOf(urn: string): UrnParts {
  const [prefix = "", , type = "", ...name] = urn.split("::");
  return {
    stack: prefix.replace(/^urn:pulumi:/, ""),
    isAlert: ALERT_TYPE.test(type),
    isDestination: DESTINATION_TYPE.test(type),
    name: name.join("::"),
  };
}
