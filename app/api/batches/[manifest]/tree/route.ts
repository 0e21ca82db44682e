import { provide } from "../../../_lib/provide.ts";
import { treeRoutes } from "../../../_routes/batches.ts";

export const { PUT } = treeRoutes(provide);
