import { Hono } from "hono";
import { MusterError } from "../../../lib/domain/errors.ts";
import { batches } from "./batches.ts";
import { changes } from "./changes.ts";
import { devices } from "./devices.ts";
import { answerError } from "./errors.ts";
import { figures } from "./figures.ts";
import { health } from "./health.ts";
import { models } from "./models.ts";
import { organizations } from "./organizations.ts";
import { previews } from "./preview.ts";
import { recalls } from "./recalls.ts";

/**
 * The register over HTTP: reading only, exactly the routes of lib/feed/wire.ts. Ponder's own SQL and GraphQL end points
 * are not mounted, because nobody can bound what a stranger asks there.
 */
const app = new Hono();
app.onError(answerError);
for (const resource of [health, figures, organizations, models, batches, devices, recalls, changes, previews]) app.route("/v1", resource);
app.all("*", (context) => {
  throw new MusterError("route-unknown", { path: context.req.path });
});

export default app;
