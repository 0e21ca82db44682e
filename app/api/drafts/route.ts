import { provide } from "../_lib/provide.ts";
import { draftsRoutes } from "../_routes/drafts.ts";

export const { GET, POST, DELETE } = draftsRoutes(provide);
