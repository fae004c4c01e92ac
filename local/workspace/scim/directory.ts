import type { Caller } from "../access/caller";
import type { OAuthClient } from "../access/oauth-client";
import { GroupStore, type Group } from "./group-store";
import type { GroupChange } from "./group-change";
import { ScimError } from "./scim-error";

export const CORE = "urn:ietf:params:scim:schemas:core:2.0";
const USER_ID = "1000000000000001";
const FIRST_SERVICE_PRINCIPAL_ID = 2_000_000_000_000_001;
/** The groups that every workspace has: nobody can change them here. */
const ADMINS = "1";
const USERS = "2";

/** Who there is: the user, the service principals of the OAuth clients, and groups. */
export class Directory {
  readonly #groups: GroupStore;

  constructor(
    dataDir: string,
    private readonly userName: string,
    private readonly clients: readonly OAuthClient[],
  ) {
    this.#groups = new GroupStore(dataDir);
  }

  users() {
    return [
      {
        schemas: [`${CORE}:User`],
        id: USER_ID,
        userName: this.userName,
        displayName: "Local User",
        active: true,
        emails: [{ type: "work", value: this.userName, primary: true }],
        groups: this.#groupsOf(USER_ID),
      },
    ];
  }

  servicePrincipals() {
    return this.clients.map(({ clientId }, index) => {
      const id = String(FIRST_SERVICE_PRINCIPAL_ID + index);
      return {
        schemas: [`${CORE}:ServicePrincipal`],
        id,
        applicationId: clientId,
        displayName: `Local Service Principal ${index + 1}`,
        active: true,
        groups: this.#groupsOf(id),
      };
    });
  }

  /** The id of a user or service principal, by the name that alerts give. */
  principalId(name: string): string | undefined {
    const user = this.users().find(({ userName }) => userName === name);
    return (user ?? this.servicePrincipals().find(({ applicationId }) => applicationId === name))?.id;
  }

  groups() {
    return this.#allGroups().map((group) => this.#describe(group));
  }

  group(id: string) {
    return this.#describe(this.#findGroup(id));
  }

  createGroup(displayName: string, members: readonly string[]) {
    if (this.#allGroups().some((group) => group.displayName === displayName)) {
      throw new ScimError(409, `Group with name ${displayName} already exists.`, "uniqueness");
    }
    members.forEach((member) => this.#checkMember(member));
    return this.#describe(this.#groups.create(displayName, members));
  }

  changeGroup(id: string, change: GroupChange): void {
    const group = this.#changeable(id);
    change.added.forEach((member) => this.#checkMember(member));
    const kept = change.replacesMembers ? [] : group.members.filter((member) => !change.removed.has(member));
    const members = [...new Set([...kept, ...change.added])];
    this.#groups.put({ ...group, displayName: change.displayName ?? group.displayName, members });
  }

  removeGroup(id: string): void {
    this.#groups.remove(this.#changeable(id).id);
  }

  /** The caller as a SCIM user: a service principal is shown as one, too. */
  me({ userName, kind }: Caller) {
    const [user] = this.users();
    if (kind === "user") return { ...user, userName };
    const principal = this.servicePrincipals().find(({ applicationId }) => applicationId === userName);
    return { ...principal, schemas: [`${CORE}:User`], userName };
  }

  /** Whether a grant or a permission can name it: a user, an application id, or a group. */
  hasPrincipal(name: string): boolean {
    const groups = this.#allGroups().map(({ displayName }) => displayName);
    const names = [
      this.userName,
      ...this.clients.map(({ clientId }) => clientId),
      ...groups,
      "account users",
    ];
    return names.includes(name);
  }

  close(): void {
    this.#groups.close();
  }

  #allGroups(): Group[] {
    const principals = this.clients.map((_, index) => String(FIRST_SERVICE_PRINCIPAL_ID + index));
    return [
      { id: ADMINS, displayName: "admins", members: [USER_ID] },
      { id: USERS, displayName: "users", members: [USER_ID, ...principals] },
      ...this.#groups.list(),
    ];
  }

  #findGroup(id: string): Group {
    const group = this.#allGroups().find((known) => known.id === id);
    if (group === undefined) throw new ScimError(404, `Group with id ${id} not found.`);
    return group;
  }

  #changeable(id: string): Group {
    const group = this.#findGroup(id);
    if (id !== ADMINS && id !== USERS) return group;
    throw new ScimError(403, `The local workspace does not change the group ${group.displayName}.`);
  }

  #checkMember(id: string): void {
    if (this.#nameOf(id) === undefined) {
      throw new ScimError(400, `There is no user, service principal or group with id ${id}.`, "invalidValue");
    }
  }

  #describe({ id, displayName, members }: Group) {
    return {
      schemas: [`${CORE}:Group`],
      id,
      displayName,
      members: members.map((value) => ({ value, display: this.#nameOf(value) })),
      meta: { resourceType: "WorkspaceGroup" },
    };
  }

  #nameOf(id: string): string | undefined {
    if (id === USER_ID) return this.userName;
    const principal = this.clients[Number(id) - FIRST_SERVICE_PRINCIPAL_ID];
    return principal?.clientId ?? this.#allGroups().find((group) => group.id === id)?.displayName;
  }

  #groupsOf(memberId: string) {
    return this.#allGroups()
      .filter(({ members }) => members.includes(memberId))
      .map(({ id, displayName }) => ({ display: displayName, type: "direct", value: id }));
  }
}
