import { provide } from "../_lib/provide.ts";
import { sessionRoutes } from "../_routes/session.ts";

export const { GET, POST, DELETE } = sessionRoutes(provide);
