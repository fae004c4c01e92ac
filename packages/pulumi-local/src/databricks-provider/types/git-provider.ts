import type { PropertyMap } from "../../values/property-value";
import { scalarText } from "../scalar-text";

const PROVIDERS: Readonly<Record<string, string>> = {
  "github.com": "gitHub",
  "dev.azure.com": "azureDevOpsServices",
  "gitlab.com": "gitLab",
  "bitbucket.org": "bitbucketCloud",
};

/** Whose the repository is, by its address where the program does not say it (repos/resource_repo.go). */
export function gitProviderOf({ provider, url }: PropertyMap): string | undefined {
  if (provider) return scalarText(provider);
  const address = scalarText(url);
  return URL.canParse(address) ? PROVIDERS[new URL(address).host] : undefined;
}
