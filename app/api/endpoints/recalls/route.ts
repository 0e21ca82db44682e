import { provide } from "../../_lib/provide.ts";
import { endpointsRoutes } from "../../_routes/endpoints.ts";

export const { PUT } = endpointsRoutes(provide).recalls;
