import { ExpectedError } from "../../expected-error";
import { isMap, type PropertyMap, type PropertyValue, UNKNOWN } from "../../values/property-value";
import { set, text } from "../field";
import { jsonOf, scalarText, valuesOf } from "../json";
import type { Failure, ResourceType } from "../resource-type";
import type { RestClient } from "../rest-client";
import { PERMISSION_TARGETS, type PermissionTarget, targetOf, targetOfId } from "./permission-targets";

const CONTROL = {
  groupName: text(),
  servicePrincipalName: text(),
  userName: text(),
  permissionLevel: text(),
};

/** Who may do what with an object; the rest is taken away. terraform-provider-databricks: permissions/resource_permissions.go */
export const permissions: ResourceType = {
  token: "databricks:index/permissions:Permissions",
  label: "permissions",
  unsupported: [
    "appName",
    "authorization",
    "clusterId",
    "clusterPolicyId",
    "databaseInstanceName",
    "databaseProjectName",
    "experimentId",
    "instancePoolId",
    "knowledgeAssistantId",
    "objectType",
    "pipelineId",
    "providerConfig",
    "registeredModelId",
    "repoId",
    "repoPath",
    "servingEndpointId",
    "sqlAlertId",
    "sqlDashboardId",
    "sqlQueryId",
    "supervisorAgentId",
    "vectorSearchEndpointId",
  ],
  fields: {
    ...Object.fromEntries(PERMISSION_TARGETS.map(({ argument }) => [argument, text({ replaces: true })])),
    accessControls: set(
      { object: CONTROL },
      {
        json: "access_control_list",
        required: true,
        isSame: (old, next) => canonical(old) === canonical(next),
      },
    ),
    objectType: text({ output: true }),
  },
  check: (inputs) => [...checkTarget(inputs), ...checkLevels(inputs)],

  async create(api, planned) {
    const target = targetOf(planned);
    if (!target) throw new ExpectedError("no object is named");
    const named = scalarText(planned[target.argument]);
    const id = `/${target.requestType}/${target.byPath ? await objectIdOf(api, named) : named}`;
    await put(api, id, planned);
    return { id };
  },

  async read(api, id, known) {
    const me = (await api.me()).toLowerCase();
    const { target, objectId, path } = targetOfId(id);
    const { access_control_list: found = [] } = await api.call("GET", path);
    const isListed = controlsOf(known.accessControls).some((control) => isOf(control, me));
    const given = (Array.isArray(found) ? found.filter(isMap) : []).flatMap((entry) => {
      const control = controlOf(entry);
      if ((isOf(control, me) && !isListed) || control.groupName === "admins") return [];
      return directLevels(entry).map((permissionLevel) => ({ ...control, permissionLevel }));
    });
    if (given.length === 0) return undefined;
    const byPath = PERMISSION_TARGETS.find(
      ({ argument, requestType }) => requestType === target.requestType && known[argument],
    );
    const named = byPath ? {} : { [target.argument]: objectId };
    return { accessControls: given, objectType: target.objectType, ...named };
  },

  async update(api, id, planned) {
    await put(api, id, planned);
    return {};
  },

  /** Back to who has it without being named: the administrators, and who made it or asks. */
  async delete(api, id) {
    const { target, objectId, path } = targetOfId(id);
    const { access_control_list: found = [] } = await api.call("GET", path);
    const admins = (Array.isArray(found) ? found.filter(isMap) : []).flatMap((entry) => {
      const [level] = entry.group_name === "admins" ? directLevels(entry) : [];
      return level === undefined ? [] : [{ groupName: "admins", permissionLevel: level }];
    });
    const controls = target.addsCaller ? withCaller(admins, await api.me()) : admins;
    const owner = target.creatorOf ? await target.creatorOf(api, objectId) : "";
    if (owner !== undefined) await api.call("PUT", path, bodyOf(withOwner(target, controls, owner)));
  },
};

type Controls = readonly PropertyMap[];

async function put(api: RestClient, id: string, planned: PropertyMap): Promise<void> {
  const { target, path } = targetOfId(id);
  const me = await api.me();
  const controls = controlsOf(planned.accessControls);
  refuseLosingControl(target, controls, me);
  const all = target.addsCaller ? withCaller(controls, me) : controls;
  await api.call("PUT", path, bodyOf(withOwner(target, all, me)));
}

function bodyOf(controls: Controls): PropertyMap {
  return { access_control_list: controls.map((control) => jsonOf(CONTROL, control)) };
}

function refuseLosingControl(target: PermissionTarget, controls: Controls, me: string): void {
  const lost = controls.some(
    (control) => isOf(control, me) && !target.managing.includes(scalarText(control.permissionLevel)),
  );
  if (lost) {
    throw new ExpectedError(
      `cannot remove management permissions for the current user for ${target.objectType}, allowed levels: ${[...target.managing].sort().join(", ")}`,
    );
  }
}

function withCaller(controls: Controls, me: string): Controls {
  if (controls.some((control) => isOf(control, me))) return controls;
  return [...controls, { userName: me, permissionLevel: "CAN_MANAGE" }];
}

function withOwner({ levels }: PermissionTarget, controls: Controls, owner: string): Controls {
  const isOwned = controls.some(({ permissionLevel }) => permissionLevel === "IS_OWNER");
  if (!levels.includes("IS_OWNER") || isOwned) return controls;
  return [...controls, { userName: owner, permissionLevel: "IS_OWNER" }];
}

async function objectIdOf(api: RestClient, path: string): Promise<string> {
  const { object_id: id } = await api.call(
    "GET",
    `/api/2.0/workspace/get-status?path=${encodeURIComponent(path)}`,
  );
  return scalarText(id);
}

/** The service gives user names as they were entered, the provider knows them in small letters. */
function controlOf(entry: PropertyMap): PropertyMap {
  const { groupName, userName, servicePrincipalName } = valuesOf(CONTROL, entry);
  if (groupName) return { groupName };
  if (userName) return { userName: scalarText(userName).toLowerCase() };
  return { servicePrincipalName: scalarText(servicePrincipalName).toLowerCase() };
}

/** Levels that were given on the object itself. */
function directLevels({ all_permissions: all }: PropertyMap): string[] {
  const given = Array.isArray(all) ? all.filter(isMap) : [];
  return given.flatMap((one) => (one.inherited === true ? [] : [scalarText(one.permission_level)]));
}

function controlsOf(value: PropertyValue | undefined): PropertyMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

function isOf({ userName, servicePrincipalName }: PropertyMap, name: string): boolean {
  return [userName, servicePrincipalName].some(
    (known) => scalarText(known).toLowerCase() === name.toLowerCase(),
  );
}

function canonical(value: PropertyValue): string {
  const lines = controlsOf(value).map(({ groupName, userName, servicePrincipalName, permissionLevel }) => [
    scalarText(groupName),
    scalarText(userName).toLowerCase(),
    scalarText(servicePrincipalName).toLowerCase(),
    scalarText(permissionLevel),
  ]);
  return JSON.stringify(lines.sort());
}

function checkTarget(inputs: PropertyMap): Failure[] {
  const named = PERMISSION_TARGETS.filter(({ argument }) => inputs[argument]).map(({ argument }) => argument);
  if (named.length === 1) return [];
  const all = PERMISSION_TARGETS.map(({ argument }) => argument).join(", ");
  const found = named.length === 0 ? "none is" : `${named.join(" and ")} are`;
  return [{ property: "", reason: `exactly one of ${all} must be set: ${found}` }];
}

function checkLevels(inputs: PropertyMap): Failure[] {
  const target = targetOf(inputs);
  if (!target) return [];
  return controlsOf(inputs.accessControls).flatMap((control, index) => {
    const place = `accessControls[${index}]`;
    const { permissionLevel: level, groupName } = control;
    if (groupName === "admins")
      return [{ property: place, reason: "the permissions of admins cannot be changed" }];
    if (typeof level !== "string" || level === UNKNOWN || target.levels.includes(level)) return [];
    const reason = `${JSON.stringify(level)} is not one of ${target.levels.join(", ")}`;
    return [{ property: `${place}.permissionLevel`, reason }];
  });
}
