import { provide } from "../../../_lib/provide.ts";
import { unitsRoutes } from "../../../_routes/batches.ts";

export const { POST } = unitsRoutes(provide);
