import { provide } from "../_lib/provide.ts";
import { readyRoutes } from "../_routes/standing.ts";

export const { GET } = readyRoutes(provide);
