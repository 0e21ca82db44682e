import { provide } from "../../_lib/provide.ts";
import { abuseKeysRoutes } from "../../_routes/abuse-keys.ts";

export const { GET, POST, DELETE } = abuseKeysRoutes(provide);
