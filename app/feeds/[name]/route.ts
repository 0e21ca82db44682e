import { recallTitle } from "../../_lib/recall-title.ts";
import { provide } from "../../api/_lib/provide.ts";
import { feedsRoutes } from "../../api/_routes/feeds.ts";

export const { GET } = feedsRoutes(provide, { titleOf: recallTitle });
