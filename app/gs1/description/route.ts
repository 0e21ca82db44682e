import { provide } from "../../api/_lib/provide.ts";
import { gs1DescriptionRoutes } from "../../api/_routes/gs1.ts";

export const { GET } = gs1DescriptionRoutes(provide);
