import type { Securable } from "../grants/securable";
import type { Call } from "../operation";
import { refusedAsApi } from "./unity-faults";

type Asker = Pick<Call, "caller" | "workspace">;

/** Refuses what the caller may not see, where it is asked for by its name. */
export function requireSeen({ caller, workspace }: Asker, object: Securable): void {
  refusedAsApi(() => workspace.rights.requireSeen(caller.userName, object));
}

/** What lists leave out for the caller. */
export function isSeen({ caller, workspace }: Asker, object: Securable): boolean {
  return workspace.rights.sees(caller.userName, object);
}
