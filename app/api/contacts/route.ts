import { provide } from "../_lib/provide.ts";
import { contactsRoutes } from "../_routes/contacts.ts";

export const { GET, PUT } = contactsRoutes(provide);
