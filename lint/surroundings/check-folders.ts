import { unlessRefused } from "../../databricks/api-error";
import type { Identity } from "../../databricks/directory";
import {
  accessToFolder,
  type FolderAccess,
  objectAt,
  type WorkspaceObject,
} from "../../databricks/unity-catalog";
import { isEverybodys } from "../../settings/everybodys-places";
import { folderOfJobs } from "../../settings/job-settings";
import { isChanging, isEverybody } from "../../settings/principals";
import type { Settings } from "../../settings/settings";
import { type Check, fault, NO_FAULTS, type Surroundings, together, untold, whereAnswered } from "./check";

/** A folder that things of this stack lie in. */
interface Place {
  readonly setting: "parentPath" | "jobsFolder";
  readonly path: string;
  /** This run makes it where it is missing. */
  readonly isMade: boolean;
}

/** What is there of it: the folder, or the nearest one above it, whose rights a new one inherits. */
interface Found {
  readonly object: WorkspaceObject;
  readonly at: string;
}

/** Where a stack that never said so had its alerts, and has them now. */
const EARLIER_DEFAULT = "/Shared/alerting";
const DEFAULT = "/Alerting";

/** They may do everything everywhere. */
const ADMINS = "admins";

/**
 * Whether the folders of alerts and jobs are there, and who but whoever deploys may change what lies in them: an alert's
 * query and the deploy job's notebook run with the rights of whoever deploys.
 */
export async function folders(check: Check): Promise<Surroundings> {
  const { settings } = check;
  const { parentPath: path, createFolder: isMade, jobs } = settings;
  const places: readonly Place[] = [
    { setting: "parentPath", path, isMade },
    ...(jobs ? [{ setting: "jobsFolder", path: folderOfJobs(settings), isMade: true } as const] : []),
  ];
  return together(await Promise.all(places.map((place) => folder(check, place))));
}

async function folder(check: Check, place: Place): Promise<Surroundings> {
  const found = await unlessRefused(find(check, place));
  if (found === undefined) return untold(`You may not see whether the folder ${place.path} exists (403).`);
  const { object, at } = found;
  if (object === undefined) {
    const earlier = await unlessRefused(objectAt(check.rest, EARLIER_DEFAULT));
    return fault(
      `The folder ${place.path}, which the alerts belong into, does not exist, or you may not see it: ` +
        "make it, have CAN MANAGE on it given to whoever deploys, set createFolder to true, or set parentPath to another one." +
        (place.path === DEFAULT && earlier !== undefined
          ? ` Before this version the default was ${EARLIER_DEFAULT}: docs/moving-over.md says how to move, and how to stay.`
          : ""),
    );
  }
  if (object.type !== "DIRECTORY")
    return fault(`${at} is no folder, but a ${object.type}: set ${place.setting} to another one.`);
  return check.settings.checkRights === "off" ? NO_FAULTS : rightsOn(check, place, { object, at });
}

async function find(
  { rest }: Check,
  { path, isMade }: Place,
): Promise<{ readonly object: WorkspaceObject | undefined; readonly at: string }> {
  let at = path;
  let object = await objectAt(rest, at);
  while (object === undefined && isMade && at !== "/") {
    at = at.slice(0, at.lastIndexOf("/")) || "/";
    object = await objectAt(rest, at);
  }
  return { object, at };
}

async function rightsOn(check: Check, place: Place, { object, at }: Found): Promise<Surroundings> {
  // Only who may manage a folder may ask.
  const asked = unlessRefused(accessToFolder(check.rest, object));
  return whereAnswered(`Who may change what lies in the folder ${at}`, asked, async (access) =>
    access === undefined ? mayNotManage(check, place, at) : reportAccess(check, { place, at, access }),
  );
}

async function mayNotManage(
  { identity }: Check,
  { setting, path }: Place,
  at: string,
): Promise<Surroundings> {
  const { userName } = await identity();
  const making = at === path ? "" : `, in which the up makes ${path}`;
  const elsewhere =
    at === path
      ? ""
      : `, have ${path} made, or set ${setting} to a folder such as /Users/${userName}/alerting`;
  return {
    ...NO_FAULTS,
    warnings: [
      `${userName} may not manage the folder ${at}${making} (403): the up makes things there, which takes CAN MANAGE, and who else ` +
        `may change them cannot be seen. Have CAN MANAGE given to whoever deploys${elsewhere}.`,
    ],
  };
}

interface Seen {
  readonly place: Place;
  readonly at: string;
  readonly access: readonly FolderAccess[];
}

async function reportAccess(
  { settings, identity }: Check,
  { place, at, access }: Seen,
): Promise<Surroundings> {
  const who = await identity();
  const { folderPermissions, parentPath, allowShared, checkRights } = settings;
  const areAlerts = place.setting === "parentPath";
  const declares = areAlerts && folderPermissions.length > 0;
  // Also what the settings will replace: as long as nobody refreshes the state, what was given since is not seen there.
  const changing = access.filter(({ level }) => isChanging(level)).map(({ principal }) => principal);
  const staying = access.filter(({ isInherited }) => at !== parentPath || isInherited);
  // Of a path that is everybody's by its name that is said without asking (`faultsOfPlaces`).
  const isSaid = (areAlerts && allowShared) || isEverybodys(place.path);
  const everybody = isSaid ? undefined : changing.find(isEverybody);
  // Whoever may edit alerts may not, for that, change what the jobs run.
  const named = folderPermissions.filter(({ level }) => areAlerts || level === "CAN_MANAGE");
  const known = [who.userName, ADMINS, ...named.map(({ principal }) => principal)].map(inOneCase);
  const unknown = changing.filter((name) => !known.includes(inOneCase(name)) && !isEverybody(name));
  const stopping = [
    ...(everybody === undefined ? [] : [everybodysFolder(everybody, place, at) + (declares ? REPLACED : "")]),
    ...(declares && !keepsManaging(who, settings, staying) ? [lockedOut(who, place)] : []),
  ];
  const unknowns = unknown.length === 0 ? [] : [unnamed([...new Set(unknown)], place, at)];
  return checkRights === "fail"
    ? { ...NO_FAULTS, faults: stopping, warnings: unknowns }
    : { ...NO_FAULTS, warnings: [...stopping, ...unknowns] };
}

/** As names of users and groups are compared. */
function inOneCase(name: string): string {
  return name.toLowerCase();
}

function keepsManaging(
  { userName, groups }: Identity,
  { folderPermissions }: Settings,
  staying: readonly FolderAccess[],
): boolean {
  const managing = [
    ...folderPermissions.filter(({ level }) => level === "CAN_MANAGE").map(({ principal }) => principal),
    ...staying.filter(({ level }) => level === "CAN_MANAGE").map(({ principal }) => principal),
  ].map(inOneCase);
  return [userName, ...groups].some((name) => managing.includes(inOneCase(name)));
}

function everybodysFolder(principal: string, { setting }: Place, at: string): string {
  const runs = setting === "parentPath" ? "what alerts ask and whom they tell" : "what the deploy job runs";
  const hint = setting === "parentPath" ? ", or allowShared to true where everybody may" : "";
  return (
    `Every user of the workspace may change what lies in the folder ${at} (${principal} may), and so ${runs}, with the rights of ` +
    `whoever deploys: take that from ${principal}, or set ${setting} to another folder${hint}.`
  );
}

const REPLACED =
  " (What folderPermissions declare replaces it in an up with checkRights=warn, after a refresh if they were declared before.)";

function lockedOut({ userName }: Identity, { path }: Place): string {
  return (
    `folderPermissions would leave ${userName} without CAN MANAGE on the folder ${path}, into which the next up could deploy nothing: add ` +
    `${userName}=CAN_MANAGE, or a group of theirs (or set checkRights to warn, where somebody else runs the up).`
  );
}

function unnamed(principals: readonly string[], { setting }: Place, at: string): string {
  const [runs, mend] =
    setting === "parentPath"
      ? ["which runs", "name them in folderPermissions"]
      : ["where the deploy job's notebook runs", "set jobsFolder to another folder"];
  return (
    `${principals.join(", ")} may change what lies in the folder ${at}, ${runs} with the rights of whoever deploys: take that from ` +
    `them, or ${mend}.`
  );
}
