import { provide } from "../../../_lib/provide.ts";
import { abuseLinksRoutes } from "../../../_routes/abuse-links.ts";

export const { PUT } = abuseLinksRoutes(provide);
