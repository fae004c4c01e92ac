import type { Operation } from "../operation";
import { readPage } from "../page";

/** Without `config`, as the service lists them. */
export const listNotificationDestinations: Operation = {
  method: "GET",
  paths: ["/api/2.0/notification-destinations"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ query, workspace }) => {
    const page = readPage(workspace.destinations.list(), query, { defaultSize: 20, maxSize: 100 });
    return {
      results: page.items.map(({ id, display_name, destination_type }) => ({
        id,
        display_name,
        destination_type,
      })),
      next_page_token: page.nextPageToken,
    };
  },
};
