import { env } from "../../_lib/env.ts";
import { metricsRoutes } from "../_routes/standing.ts";

export const { GET } = metricsRoutes(() => env().MUSTER_METRICS_TOKEN);
