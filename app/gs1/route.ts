import { provide } from "../api/_lib/provide.ts";
import { gs1Routes } from "../api/_routes/gs1.ts";

export const { GET, OPTIONS } = gs1Routes(provide);
