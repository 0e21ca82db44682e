import { provide } from "../_lib/provide.ts";
import { inboxRoutes } from "../_routes/inbox.ts";

export const { GET, POST } = inboxRoutes(provide);
