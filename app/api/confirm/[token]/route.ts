import { provide } from "../../_lib/provide.ts";
import { confirmRoutes } from "../../_routes/confirm.ts";

export const { GET, POST } = confirmRoutes(provide);
