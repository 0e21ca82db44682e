import { provide } from "../../../_lib/provide.ts";
import { subscribersRoutes } from "../../../_routes/subscribers.ts";

export const { POST } = subscribersRoutes(provide);
