import { provide } from "../../api/_lib/provide.ts";
import { documentRoutes } from "../../api/_routes/documents.ts";

export const { GET } = documentRoutes(provide);
