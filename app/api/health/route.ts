import { healthRoutes } from "../_routes/standing.ts";

export const { GET } = healthRoutes();
