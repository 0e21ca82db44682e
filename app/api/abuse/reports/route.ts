import { provide } from "../../_lib/provide.ts";
import { abuseReportsRoutes } from "../../_routes/abuse-reports.ts";

export const { POST } = abuseReportsRoutes(provide);
