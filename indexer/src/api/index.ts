import { attacks } from "./attacks.ts";
import { batches } from "./batches.ts";
import { changes } from "./changes.ts";
import { clocks } from "./clocks.ts";
import { comparison } from "./comparison.ts";
import { devices } from "./devices.ts";
import { disclosures } from "./disclosures.ts";
import { epcis } from "./epcis.ts";
import { exports } from "./exports.ts";
import { figures } from "./figures.ts";
import { governance } from "./governance.ts";
import { graphql } from "./graphql.ts";
import { health } from "./health.ts";
import { models } from "./models.ts";
import { networks } from "./networks.ts";
import { openapi } from "./openapi.ts";
import { organizations } from "./organizations.ts";
import { previews } from "./preview.ts";
import { recalls } from "./recalls.ts";
import { scorecards } from "./scorecards.ts";
import { serve } from "./serve.ts";
import { tables } from "./tables.ts";
import { trend } from "./trend.ts";
import { warmUp } from "./warm-up.ts";

// Not beside the indexer itself, which may have no tables yet. Nobody waits for it: `/ready` tells when it is done.
if (process.argv.includes("serve")) void warmUp();

const handlers = {
  ...openapi,
  ...health,
  ...figures,
  ...organizations,
  ...scorecards,
  ...models,
  ...batches,
  ...devices,
  ...recalls,
  ...comparison,
  ...trend,
  ...disclosures,
  ...clocks,
  ...networks,
  ...attacks,
  ...governance,
  ...changes,
  ...epcis,
  ...exports,
  ...previews,
  ...tables,
};

export default serve({ ...handlers, ...graphql(handlers) });
