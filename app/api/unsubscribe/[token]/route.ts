import { provide } from "../../_lib/provide.ts";
import { unsubscribeRoutes } from "../../_routes/unsubscribe.ts";

export const { GET, POST } = unsubscribeRoutes(provide);
