import { provide } from "../../_lib/provide.ts";
import { relayJobRoutes } from "../../_routes/relay.ts";

export const { GET } = relayJobRoutes(provide);
