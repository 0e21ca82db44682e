import { provide } from "../../api/_lib/provide.ts";
import { csafRoutes } from "../../api/_routes/csaf.ts";

export const { GET } = csafRoutes(provide);
