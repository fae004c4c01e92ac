import type { Operation } from "../operation";

/** Where the service has an alert's page, which notifications link to: the local page shows it. */
export const openAlertPage: Operation = {
  method: "GET",
  paths: ["/sql/alerts-v2/:id"],
  documentation: { page: "page", sources: ["cli"] },
  needsToken: false,
  handle: ({ param }) =>
    new Response(null, {
      status: 302,
      headers: { location: `/#/alerts/${encodeURIComponent(param("id"))}` },
    }),
};
