import { provide } from "../_lib/provide.ts";
import { resolveRoutes } from "../_routes/resolve.ts";

export const { POST } = resolveRoutes(provide);
