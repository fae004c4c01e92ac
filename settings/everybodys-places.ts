import path from "node:path";
import { folderOfJobs } from "./job-settings";
import { isChanging, isEverybody } from "./principals";
import { withoutPrefix } from "./setting-forms";
import type { Settings } from "./settings";

const EVERYBODYS = /^\/(?:Shared|dbfs)(?:\/|$)/i;

/**
 * Whether every user of the workspace may change what lies at the path, which may be that of a `file:` address, too.
 *
 * @see https://docs.databricks.com/security/auth/default-permissions (CAN MANAGE on the Shared directory)
 * @see https://docs.databricks.com/dbfs/unity-catalog (the DBFS root)
 */
export function isEverybodys(place: string): boolean {
  const local = /^file:/i.test(place) ? pathOfUrl(place) : place.replace(/^dbfs:\/*/i, "/dbfs/");
  return EVERYBODYS.test(withoutPrefix(path.posix.normalize(local)));
}

/** What a `file:` address means, whatever of it is written as a code, and whatever host it names. */
function pathOfUrl(address: string): string {
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    return address;
  }
}

/**
 * Sentences: what of this stack every user of the workspace could change, though it runs with the rights of whoever deploys.
 * That is no fault of the settings' form: a stack that is so already can be refreshed and destroyed.
 */
export function faultsOfPlaces(settings: Settings): string[] {
  return [...(settings.allowShared ? [] : alertsOf(settings)), ...(settings.jobs ? jobsOf(settings) : [])];
}

function alertsOf({ parentPath, folderPermissions, alertPermissions }: Settings): string[] {
  const everybody = Object.entries({ folderPermissions, alertPermissions }).flatMap(
    ([setting, permissions]) =>
      permissions
        .filter(({ principal, level }) => isEverybody(principal) && isChanging(level))
        .map(({ principal }) => `${setting} name ${principal}, who are every user of the workspace`),
  );
  return [
    ...(isEverybodys(parentPath)
      ? [`parentPath is ${parentPath}: every user manages what lies below /Shared`]
      : []),
    ...everybody,
  ].map(
    (fault) =>
      `${fault}, and so could change what alerts ask, with the rights of whoever deploys, and whom they tell. Keep the alerts in a folder ` +
      "of those who deploy, such as /Alerting or /Users/<you>/alerting (docs/moving-over.md says how they move), or set " +
      "allowShared to true where everybody may.",
  );
}

/** An archive with a checksum is nobody's to change. */
const CHECKED = /#sha256=[0-9a-f]{64}$/;

/** The notebooks of the jobs, and what the deploy job runs. */
function jobsOf(settings: Settings): string[] {
  const { deployFolder, deployBackend, deployNode, deployPulumi, deployPlugin } = settings;
  const archives = { deployNode, deployPulumi, deployPlugin };
  const unchecked = Object.entries(archives).filter(([, place = ""]) => !CHECKED.test(place));
  return Object.entries({ jobsFolder: folderOfJobs(settings), deployFolder, deployBackend })
    .concat(unchecked)
    .filter(([, place = ""]) => isEverybodys(place))
    .map(
      ([name, place]) =>
        `${name} is ${place}: every user of the workspace may change what lies there, and the jobs run it with the rights of whoever ` +
        `deploys. Set ${name} to a place that only those who deploy may change.`,
    );
}
