import { provide } from "../_lib/provide.ts";
import { personalRoutes } from "../_routes/personal.ts";

export const { GET, DELETE } = personalRoutes(provide);
