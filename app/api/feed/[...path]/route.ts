import { provide } from "../../_lib/provide.ts";
import { feedRoutes } from "../../_routes/feed.ts";

export const { GET, POST } = feedRoutes(provide);
