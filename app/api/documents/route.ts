import { provide } from "../_lib/provide.ts";
import { documentsRoutes } from "../_routes/documents.ts";

export const { POST, PUT } = documentsRoutes(provide);
