import type { Dispatcher } from "undici";
import type { ClientSettings, Setting } from "./client-settings";
import { SignInError } from "./connection-error";
import { azureCli } from "./credential-sources/azure-cli";
import { azureClientSecret } from "./credential-sources/azure-client-secret";
import { azureDevopsOidc } from "./credential-sources/azure-devops-oidc";
import { azureMsi } from "./credential-sources/azure-msi";
import { databricksCli } from "./credential-sources/databricks-cli";
import { githubOidc } from "./credential-sources/github-oidc";
import { envOidc, fileOidc } from "./credential-sources/given-identity";
import { oauthMachineToMachine } from "./credential-sources/oauth-machine-to-machine";
import { personalAccessToken } from "./credential-sources/personal-access-token";
import type { CredentialSource, IssuedToken, TokenSource } from "./token-source";

/** Tried in this order, which is that of Databricks' SDK for Go, and so of `@pulumi/databricks`. */
const CREDENTIAL_SOURCES: readonly CredentialSource[] = [
  personalAccessToken,
  oauthMachineToMachine,
  databricksCli,
  githubOidc,
  azureDevopsOidc,
  envOidc,
  fileOidc,
  azureMsi,
  azureClientSecret,
  azureCli,
];

/**
 * The first source that can be used. What settings ask for is used or fails, so that nobody signs in as somebody else; a
 * program that was merely found on this machine, and has no token for this workspace, is passed over.
 *
 * @throws SignInError that names what was found and refused
 */
export function findTokenSource(settings: ClientSettings, env: NodeJS.ProcessEnv, host: URL): TokenSource {
  const authType = settings.find("auth_type")[0];
  const { profile } = settings;
  const request = {
    host,
    env,
    chosen: authType !== undefined,
    setting: (name: Parameters<ClientSettings["find"]>[0]) => settings.find(name)[0],
    ...(profile !== undefined && { profile }),
  };
  if (authType !== undefined) return chosenSource(authType, (source) => source.find(request));

  const refusals: string[] = [];
  const usable: NamedSource[] = [];
  for (const candidate of CREDENTIAL_SOURCES) {
    const { authType: name } = candidate;
    const found = candidate.find(request);
    if (found === undefined) continue;
    if ("refused" in found) {
      refusals.push(`${name}: ${found.refused}`);
      continue;
    }
    usable.push({ name, source: found });
    if (found.ambient !== true) break;
  }
  if (usable.length === 0) throw noToken(host, refusals);
  return new FirstThatAnswers(host, usable, refusals);
}

function chosenSource(
  { value, place, shortPlace }: Setting,
  find: (source: CredentialSource) => ReturnType<CredentialSource["find"]>,
): TokenSource {
  const source = CREDENTIAL_SOURCES.find(({ authType }) => authType === value);
  if (source === undefined) {
    const known = CREDENTIAL_SOURCES.map(({ authType }) => authType).join(", ");
    throw new SignInError(`The authentication type ${value} from ${place} is not one of ${known}.`);
  }
  const found = find(source);
  if (found === undefined)
    throw new SignInError(`The authentication type ${value} from ${place} needs ${source.needs}.`);

  const says = `${shortPlace} says auth_type ${value}`;
  if ("refused" in found) throw new SignInError(`${says}: ${found.refused}.`);
  return {
    describe: found.describe,
    async fetch(connections) {
      try {
        return await found.fetch(connections);
      } catch (error) {
        // What another program or file said needs to be told where it was asked for; an answer of a server names that.
        throw error instanceof SignInError
          ? new SignInError(`${says}: ${error.message}`, { cause: error })
          : error;
      }
    },
  };
}

interface NamedSource {
  readonly name: string;
  readonly source: TokenSource;
}

/** Once one has given a token, it is the one that is asked again. */
class FirstThatAnswers implements TokenSource {
  readonly #refusals: string[];
  #untried: readonly NamedSource[];
  #answered: TokenSource | undefined;

  readonly #host: URL;

  constructor(host: URL, usable: readonly NamedSource[], refusals: readonly string[]) {
    this.#host = host;

    this.#untried = usable;
    this.#refusals = [...refusals];
  }

  get describe(): string {
    const passedOver = this.#refusals.length === 0 ? "" : ` (passed over: ${this.#refusals.join("; ")})`;
    return `${(this.#answered ?? this.#untried[0]?.source)?.describe ?? "no token"}${passedOver}`;
  }

  async fetch(connections: Dispatcher): Promise<IssuedToken> {
    if (this.#answered !== undefined) return this.#answered.fetch(connections);
    const refusals = [...this.#refusals];
    for (const { name, source } of this.#untried) {
      try {
        const token = await source.fetch(connections);
        this.#answered = source;
        this.#refusals.splice(0, Infinity, ...refusals);
        return token;
      } catch (error) {
        if (source.ambient !== true || !(error instanceof SignInError)) throw error;
        refusals.push(`${name}: ${error.message.replace(/\.$/, "")}`);
      }
    }
    throw noToken(this.#host, refusals);
  }
}

function noToken({ origin }: URL, refusals: readonly string[]): SignInError {
  const advice =
    "set DATABRICKS_TOKEN, the stack's secret databricks:token, or the DATABRICKS_CLIENT_ID and " +
    "DATABRICKS_CLIENT_SECRET of a service principal.";
  return new SignInError(
    refusals.length === 0
      ? `No token for ${origin}: ${advice}`
      : `No token for ${origin}. Found and refused: ${refusals.join("; ")}. Mend that, or ${advice}`,
  );
}
