import { provide } from "../../_lib/provide.ts";
import { nonceRoutes } from "../../_routes/session.ts";

export const { POST } = nonceRoutes(provide);
