import { isMap, type PropertyMap } from "../../values/property-value";
import { type Fields, flag, list, object, text } from "../field";
import { jsonOf, scalarText, valuesOf } from "../json";
import type { ResourceType } from "../resource-type";

const PATH = "/api/2.0/notification-destinations";

const hidden = () => text({ secret: true });
const isSet = () => flag({ output: "echoed" });

/** The kinds of destinations. What is hidden is never read back: the service says only whether it is set. */
const KINDS: Fields = {
  email: object({ addresses: list("string", { required: true }) }, { replaces: true }),
  genericWebhook: object(
    {
      url: text({ secret: true, required: true }),
      urlSet: isSet(),
      username: hidden(),
      usernameSet: isSet(),
      password: hidden(),
      passwordSet: isSet(),
    },
    { replaces: true },
  ),
  microsoftTeams: object(
    {
      url: text({ secret: true, required: true }),
      urlSet: isSet(),
    },
    { replaces: true },
  ),
  pagerduty: object(
    { integrationKey: text({ secret: true, required: true }), integrationKeySet: isSet() },
    { replaces: true },
  ),
  slack: object({ url: text({ secret: true, required: true }), urlSet: isSet() }, { replaces: true }),
};

/** Where notifications go. terraform-provider-databricks: settings/resource_notification_destination.go */
export const notificationDestination: ResourceType = {
  token: "databricks:index/notificationDestination:NotificationDestination",
  label: "notification destination",
  unsupported: ["destinationType", "notificationDestinationId", "providerConfig"],
  fields: {
    displayName: text({ required: true }),
    config: object(KINDS, { required: true }),
    destinationType: text({ output: true }),
  },

  check({ config }) {
    if (!isMap(config)) return [];
    const kinds = Object.keys(config);
    if (kinds.length === 1) return [];
    const found = kinds.length === 0 ? "none is" : `${kinds.join(" and ")} are`;
    const all = Object.keys(KINDS).join(", ");
    return [{ property: "config", reason: `exactly one of ${all} must be set: ${found}` }];
  },

  async create(api, planned) {
    return { id: scalarText((await api.call("POST", PATH, jsonOf(this.fields, planned))).id) };
  },

  async read(api, id, known) {
    const values = valuesOf(this.fields, await api.call("GET", `${PATH}/${id}`));
    return { ...values, config: withHidden(values.config, known.config) };
  },

  async update(api, id, planned) {
    await api.call("PATCH", `${PATH}/${id}`, jsonOf(this.fields, planned));
    return {};
  },

  async delete(api, id) {
    await api.call("DELETE", `${PATH}/${id}`);
  },
};

/** What is hidden is known from the program alone, for as long as the service says that it is set. */
function withHidden(
  config: PropertyMap[string] | undefined,
  known: PropertyMap[string] | undefined,
): PropertyMap {
  if (!isMap(config)) return {};
  return Object.fromEntries(
    Object.entries(config).map(([kind, read]) => {
      const before = isMap(known) ? known[kind] : undefined;
      if (!isMap(read) || !isMap(before)) return [kind, read];
      const hidden = Object.entries(before).filter(([name]) => read[`${name}Set`] === true);
      return [kind, { ...read, ...Object.fromEntries(hidden) }];
    }),
  );
}
