import { provide } from "../_lib/provide.ts";
import { relayRoutes } from "../_routes/relay.ts";

export const { POST } = relayRoutes(provide);
