import { provide } from "../_lib/provide.ts";
import { batchesRoutes } from "../_routes/batches.ts";

export const { POST } = batchesRoutes(provide);
