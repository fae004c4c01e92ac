import type { LiveDefinition } from "../../alerting/definition";
import { DOMAINS, SEVERITIES } from "../../alerting/tables/allowed-values";
import { parseQuery } from "../../sql/parse-query";
import { tablesRead } from "../../sql/select-scopes";

type Domain = (typeof DOMAINS)[number];
type Severity = (typeof SEVERITIES)[number];

/** What no alert says of itself, as far as it can be told from what it says. */
export interface Proposal {
  readonly agent_domain?: Domain;
  readonly severity?: Severity;
}

/** Severity → how people write it into a name or call a folder. */
const SEVERITY_WORDS: Readonly<Record<Severity, RegExp>> = {
  CRITICAL: /\b(?:critical|crit|urgent|emergency|page|p[01]|sev-?[01])\b/i,
  WARNING: /\b(?:warning|warn|high|medium|p[23]|sev-?[23])\b/i,
  INFO: /\b(?:info|informational|notice|fyi|low|p[45]|sev-?[45])\b/i,
};

/** Domain → the words for it, and the tables that are about nothing else. */
const DOMAIN_SIGNS: Readonly<Record<Domain, { readonly words: RegExp; readonly tables: RegExp }>> = {
  COST: {
    words: /\b(?:costs?|spend(?:ing)?|budgets?|dbus?|billing|bills?|usage|finops|prices?|tags?)\b/i,
    tables: /^system\.billing\.|(?:^|\.)\w*(?:cost|billing|spend|budget)\w*$/,
  },
  SECURITY: {
    words:
      /\b(?:security|access|audits?|log-?ins?|permissions?|grants?|tokens?|secrets?|privileges?|pii|gdpr)\b/i,
    tables: /^system\.access\.(?:audit|outbound)|(?:^|\.)\w*(?:audit|login|permission)\w*$/,
  },
  PERFORMANCE: {
    words:
      /\b(?:performance|slow|latency|duration|queue[ds]?|spill(?:ed)?|utili[sz]ation|cpu|memory|p9[59])\b/i,
    tables: /^system\.(?:query|compute)\.|(?:^|\.)\w*(?:latency|query_history|utili[sz]ation)\w*$/,
  },
  RELIABILITY: {
    words:
      /\b(?:reliability|fail(?:s|ed|ures?|ing)?|errors?|jobs?|pipelines?|sla|outages?|uptime|retries|runs?)\b/i,
    tables: /^system\.lakeflow\.|(?:^|\.)\w*(?:job_run|pipeline|failure|incident)\w*$/,
  },
  QUALITY: {
    words:
      /\b(?:quality|dq|nulls?|duplicates?|fresh(?:ness)?|stale|missing|completeness|schema|drift|anomal(?:y|ies))\b/i,
    tables:
      /^system\.data_quality_monitoring\.|(?:_(?:profile|drift)_metrics$)|(?:^|\.)\w*(?:quality|expectation)\w*$/,
  },
};

/** A word of the name says more than one of the folder, and a table more than both. */
const WEIGHTS = { table: 4, name: 2, folder: 1 };

/** What of it can be told; what two things speak for is not. */
export function propose({ displayName, parentPath, queryText }: LiveDefinition): Proposal {
  const name = wordsOf(displayName);
  const folder = wordsOf(parentPath);
  const severity = theOne(SEVERITIES, (word) => weighed(SEVERITY_WORDS[word], name, folder));
  const tables = tablesOf(queryText);
  const domain = theOne(DOMAINS, (word) => {
    const { words, tables: own } = DOMAIN_SIGNS[word];
    const read = tables.some((table) => own.test(table)) ? WEIGHTS.table : 0;
    return weighed(words, name, folder) + read;
  });
  return {
    ...(domain !== undefined && { agent_domain: domain }),
    ...(severity !== undefined && { severity }),
  };
}

/** `cost_perWeek` has three words, and `FinOps` may be one. */
function wordsOf(text: string): string {
  const words = text.replaceAll(/[_/]+/g, " ");
  return `${words} ${words.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")}`;
}

function weighed(sign: RegExp, name: string, folder: string): number {
  return (sign.test(name) ? WEIGHTS.name : 0) + (sign.test(folder) ? WEIGHTS.folder : 0);
}

function theOne<Word extends string>(
  words: readonly Word[],
  weigh: (word: Word) => number,
): Word | undefined {
  const [first, second] = words
    .map((word) => ({ word, weight: weigh(word) }))
    .sort((a, b) => b.weight - a.weight);
  return first !== undefined && first.weight > (second?.weight ?? 0) ? first.word : undefined;
}

function tablesOf(queryText: string): readonly string[] {
  const parsed = parseQuery(queryText);
  return parsed.outcome === "query" ? [...tablesRead(parsed.query)].map((name) => name.toLowerCase()) : [];
}
