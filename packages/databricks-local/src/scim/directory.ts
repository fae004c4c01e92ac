import { type Caller, EVERYBODY, type Identity } from "../access/identity";
import type { OAuthClient } from "../access/oauth-tokens";
import { ApiError } from "../api-error";
import { type Group, type GroupChange, GroupStore } from "./groups";
import { principalKind, PrincipalStore } from "./principal-store";
import { ScimError } from "./scim-answers";

export const CORE = "urn:ietf:params:scim:schemas:core:2.0";
const USER_ID = "1000000000000001";
const FIRST_SERVICE_PRINCIPAL_ID = 2_000_000_000_000_001;
/** The groups that every workspace has: nobody can change them here. */
const ADMINS = "1";
const USERS = "2";

/**
 * Who there is: the user and the service principals of the OAuth clients, who are administrators; those that were added,
 * who are not; and groups.
 */
export class Directory {
  readonly #groups: GroupStore;
  readonly #added: PrincipalStore;

  readonly #userName: string;
  readonly #clients: readonly OAuthClient[];

  constructor(dataDir: string, userName: string, clients: readonly OAuthClient[]) {
    this.#userName = userName;
    this.#clients = clients;

    this.#groups = new GroupStore(dataDir);
    this.#added = new PrincipalStore(dataDir);
  }

  users() {
    return [...this.#names()]
      .filter(([, name]) => principalKind(name) === "user")
      .map(([id, name]) => ({
        schemas: [`${CORE}:User`],
        id,
        userName: name,
        displayName: id === USER_ID ? "Local User" : name,
        active: true,
        emails: [{ type: "work", value: name, primary: true }],
        groups: this.#groupsOf(id),
      }));
  }

  servicePrincipals() {
    return [...this.#names()]
      .filter(([, name]) => principalKind(name) === "service principal")
      .map(([id, applicationId], index) => ({
        schemas: [`${CORE}:ServicePrincipal`],
        id,
        applicationId,
        displayName: `Local Service Principal ${index + 1}`,
        active: true,
        groups: this.#groupsOf(id),
      }));
  }

  /** The id of a user or service principal, by the name that alerts give. */
  principalId(name: string): string | undefined {
    return [...this.#names()].find(([, known]) => known === name)?.[0];
  }

  /** Adds a user or service principal who has no rights yet, or says anew who may use it. */
  add(name: string, usedBy: readonly string[]): Caller {
    if (this.principalId(name) !== undefined && this.#added.find(name) === undefined) {
      throw new ApiError(
        409,
        "RESOURCE_ALREADY_EXISTS",
        `${name} is an administrator of the local workspace.`,
      );
    }

    this.#added.put(name, usedBy);
    return { userName: name, kind: principalKind(name) };
  }

  /** One that was added is gone from the workspace: what is theirs stays. */
  remove(name: string): void {
    if (this.#added.find(name) === undefined)
      throw ApiError.notFound(`${name} was not added to the local workspace.`);
    this.#added.remove(name);
  }

  whoIs(name: string): Identity {
    const added = this.#added.find(name);
    if (added === undefined) return { isAdmin: true, names: new Set([name]) };
    const groups = this.#allGroupsOf(added.id).map(({ displayName }) => displayName);
    return { isAdmin: false, names: new Set([name, ...groups, EVERYBODY]) };
  }

  /** "The Service Principal User role" lets one run things as it. */
  mayUse(userName: string, servicePrincipal: string): boolean {
    const { isAdmin, names } = this.whoIs(userName);
    return isAdmin || (this.#added.find(servicePrincipal)?.usedBy ?? []).some((one) => names.has(one));
  }

  groups() {
    return this.#allGroups().map((group) => this.#describe(group));
  }

  group(id: string) {
    return this.#describe(this.#findGroup(id));
  }

  createGroup(displayName: string, members: readonly string[]) {
    if (this.#allGroups().some((group) => group.displayName === displayName))
      throw new ScimError(409, `Group with name ${displayName} already exists.`, "uniqueness");

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
    if (kind === "user") return { ...this.users().find((user) => user.userName === userName) };
    const principal = this.servicePrincipals().find(({ applicationId }) => applicationId === userName);
    return { ...principal, schemas: [`${CORE}:User`], userName };
  }

  /** Whether a grant or a permission can name it: a user, an application id, or a group. */
  hasPrincipal(name: string): boolean {
    const groups = this.#allGroups().map(({ displayName }) => displayName);
    return [...this.#names().values(), ...groups, EVERYBODY].includes(name);
  }

  close(): void {
    this.#groups.close();
    this.#added.close();
  }

  /** Users and service principals: id → name. */
  #names(): ReadonlyMap<string, string> {
    const clients = this.#clients.map(
      ({ clientId }, index) => [String(FIRST_SERVICE_PRINCIPAL_ID + index), clientId] as const,
    );
    const added = this.#added.list().map(({ id, name }) => [id, name] as const);
    return new Map([[USER_ID, this.#userName], ...clients, ...added]);
  }

  #allGroups(): Group[] {
    const everybody = [...this.#names().keys()];
    const admins = everybody.slice(0, this.#clients.length + 1);
    return [
      { id: ADMINS, displayName: "admins", members: admins },
      { id: USERS, displayName: "users", members: everybody },
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
    if (this.#nameOf(id) === undefined)
      throw new ScimError(400, `There is no user, service principal or group with id ${id}.`, "invalidValue");
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
    return this.#names().get(id) ?? this.#allGroups().find((group) => group.id === id)?.displayName;
  }

  #groupsOf(memberId: string) {
    return this.#directGroupsOf(memberId).map(({ id, displayName }) => {
      return { display: displayName, type: "direct", value: id };
    });
  }

  #directGroupsOf(memberId: string): Group[] {
    return this.#allGroups().filter(({ members }) => members.includes(memberId));
  }

  /** Those that hold the member through another group, too. */
  #allGroupsOf(memberId: string): Group[] {
    const found = new Set<Group>();
    const visit = (id: string) => {
      for (const group of this.#directGroupsOf(id)) {
        if ([...found].some((known) => known.id === group.id)) continue;
        found.add(group);
        visit(group.id);
      }
    };
    visit(memberId);
    return [...found];
  }
}
