import { provide } from "../../_lib/provide.ts";
import { abuseWeeksRoutes } from "../../_routes/abuse-weeks.ts";

export const { GET } = abuseWeeksRoutes(provide);
