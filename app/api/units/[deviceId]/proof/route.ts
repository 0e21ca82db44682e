import { provide } from "../../../_lib/provide.ts";
import { proofRoutes } from "../../../_routes/proof.ts";

export const { GET } = proofRoutes(provide);
