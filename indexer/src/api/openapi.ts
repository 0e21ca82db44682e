import { openApi } from "../../../lib/feed/openapi.ts";
import type { Handlers } from "./serve.ts";

const document = openApi();

export const openapi = { "GET /openapi.json": () => document } satisfies Partial<Handlers>;
